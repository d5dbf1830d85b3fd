#include <algorithm>

#include "base/error.h"
#include "base/hash.h"
#include "callbacks/callbacks.h"
#include "ink/measure.h"
#include "session/session.h"

namespace inkling {

namespace {

const std::vector<std::string>& labels_of(const TrainingData& data) {
  data.training.validate();
  return data.training.label_names;
}

/// Tells data apart.
std::string fingerprint(const TrainingData& data) {
  Hash hash;
  for (const Dataset* part : {&data.training, data.validation ? &*data.validation : nullptr}) {
    if (!part) continue;
    hash.add(part->images.data(), part->images.size());
    hash.add(part->labels.data(), part->labels.size());
  }
  return hash.text();
}

}  // namespace

Session::Session(const TrainingPlan& plan, TrainingData data, FileWriter* files)
    : Session(plan, labels_of(data)) {
  const Dataset& images = data.training;
  if (images.rows == kInkSide && images.columns == kInkSide && images.channels == 1)
    recognition_.ink = measure_ink(images.images);
  fit(plan, std::move(data), files);
}

void Session::fit(const TrainingPlan& plan, TrainingData data, FileWriter* files) {
  auto owned = std::make_unique<TrainingData>(std::move(data));
  for (Dataset* part : {&owned->training, owned->validation ? &*owned->validation : nullptr}) {
    if (!part) continue;
    part->validate();
    require(part->label_names == labels_, "fit", "the data set's labels are not the model's");
  }
  const TrainingSettings settings = read_settings(plan, labels_.size(), compiled_.value_or(CompileOptions()));
  auto trainer = std::make_unique<Trainer>(*model_, settings.compile);
  if (files) trainer->set_files(*files);
  for (const auto& callback : settings.callbacks) trainer->add_callback(read_callback(callback));
  Split parts = split(owned->training, owned->validation ? 0 : settings.validation_split, plan.seed);
  if (owned->validation) parts.validation = whole(*owned->validation);
  trainer->begin(settings.fit, parts.training, parts.validation);
  if (optimizer_ && compiled_ && settings.compile.optimizer == compiled_->optimizer) {
    State state = State::restoring(*optimizer_);
    state.part("optimizer", trainer->optimizer());
  }
  optimizer_.reset();
  trainer_ = std::move(trainer);
  data_ = std::move(owned);
  data_hash_.clear();
  plan_ = plan;
  if (plan_.model.is_null()) plan_.model = model_->config();
  compiled_ = settings.compile;
  validation_ = data_->validation         ? "own data"
                : parts.shuffled          ? "shuffled"
                : parts.validation.size() ? "last part"
                                          : "none";
  ended_ = false;
  interrupted_.reset();
}

void Session::resume(TrainingData data, FileWriter* files) {
  require(interrupted_.has_value(), "resume", "the file is a model and holds no training that could go on");
  // Callbacks may begin by changing weights.
  const Values weights = model_->weight_block();
  const std::vector<Scalar> kept(weights.begin(), weights.end());
  fit(TrainingPlan(*interrupted_), std::move(data), files);
  std::copy(kept.begin(), kept.end(), weights.begin());
  State state = State::restoring(*checkpoint_);
  std::string expected = data_hash();
  state.text("data", expected);
  if (data_hash() != expected) {
    trainer_.reset();
    fail("resume", "the data are not those that this training began with");
  }
  state.part("trainer", *trainer_);
  checkpoint_.reset();
}

/// A checkpoint every second must not go through all images every second.
const std::string& Session::data_hash() {
  if (data_hash_.empty()) data_hash_ = fingerprint(*data_);
  return data_hash_;
}

Json Session::step() {
  require(trainer_ != nullptr, "step", "no training was begun");
  require(!ended_, "step", "the training has ended; to train the model further, begin another with it");
  const Trainer::Step step = trainer_->step();
  if (step == Trainer::Step::kDone) {
    ended_ = true;
    Json event{{"event", "done"}, {"weights_hash", model_->weights_hash()}};
    if (!trainer_->stopped_because().empty()) event["stopped"] = trainer_->stopped_because();
    if (trainer_->diverged())
      event.update({{"diverged", true}, {"epoch", trainer_->epoch() + 1}, {"batch", trainer_->batch()}});
    return event;
  }
  if (step == Trainer::Step::kEpochEnd) {
    Json event{{"event", "epoch_end"}, {"epoch", trainer_->epoch()}, {"epochs", trainer_->epochs()}};
    for (const auto& [name, value] : trainer_->history().back()) event[name] = value;
    return event;
  }
  Json event{{"event", step == Trainer::Step::kTraining ? "batch" : "validation"},
             {"epoch", trainer_->epoch() + 1},
             {"epochs", trainer_->epochs()},
             {"batch", trainer_->batch()},
             {"batches", trainer_->batches()},
             {"images", trainer_->images()},
             {"learning_rate", trainer_->optimizer().learning_rate()}};
  for (const auto& [name, value] : trainer_->logs()) event[name] = value;
  return event;
}

void Session::set_learning_rate(double rate) {
  require(trainer_ != nullptr, "learning_rate", "no training was begun");
  trainer_->optimizer().set_learning_rate(rate);
}

std::vector<std::byte> Session::checkpoint() {
  require(trainer_ != nullptr, "checkpoint", "no training was begun");
  trainer_->check_finite();
  Checkpoint checkpoint;
  State state = State::saving(checkpoint);
  Json plan = write_fields(plan_);
  std::string data = data_hash();
  state.json("plan", plan);
  state.text("data", data);
  state.part("trainer", *trainer_);
  ModelFileOptions options = file_options();
  options.training = &checkpoint;
  return write_model(*model_, labels_, options);
}

}  // namespace inkling
