#include "session/session.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/hash.h"
#include "callbacks/callbacks.h"
#include "ink/measure.h"
#include "ink/redraw.h"
#include "session/evaluation.h"

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

/// Other numbers would be answered as surely, and wrong.
void require_ink(std::span<const Scalar> images) {
  constexpr Scalar kRounding = Scalar(1e-3);
  Scalar least = 0, largest = 1;
  for (const Scalar value : images) {
    if (std::isnan(value)) fail("predict", "images must be ink from 0 to 1, got NaN");
    least = std::min(least, value);
    largest = std::max(largest, value);
  }
  if (least < -kRounding || largest > 1 + kRounding)
    fail("predict", "images must be ink from 0 to 1 (bytes divided by 255), got numbers from " +
                        std::to_string(least) + " to " + std::to_string(largest));
}

}  // namespace

Session::Session(std::span<const std::byte> model_file) {
  NamedModel opened = read_model(model_file);
  model_ = std::make_unique<Sequential>(std::move(opened.model));
  labels_ = std::move(opened.labels);
  read_fields("reading", reading_, opened.reading);
  reading_.ink.validate();
  if (!opened.training) return;
  Json plan;
  State::restoring(*opened.training).json("plan", plan);
  interrupted_ = TrainingPlan::from_json(plan);
  memory_ = std::move(opened.training);
}

Session::Session(const Json& model, std::vector<std::string> labels, std::uint64_t seed)
    : model_(std::make_unique<Sequential>(Sequential::from_config(model))), labels_(std::move(labels)) {
  const Shape& output = model_->output_shape();
  if (output.rank() != 1 || static_cast<std::size_t>(output[0]) != labels_.size())
    fail("model",
         "its output is " + output.text() + ", but there are " + std::to_string(labels_.size()) + " classes");
  model_->initialize(seed);
}

Session::Session(const TrainingPlan& plan, TrainingData data, FileWriter* files)
    : Session(plan.model, labels_of(data), plan.seed) {
  const Dataset& images = data.training;
  if (images.rows == kInkSide && images.columns == kInkSide && images.channels == 1)
    reading_.ink = measure_ink(images.images);
  fit(plan, std::move(data), files);
}

void Session::fit(const TrainingPlan& plan, TrainingData data, FileWriter* files) {
  auto owned = std::make_unique<TrainingData>(std::move(data));
  for (Dataset* part : {&owned->training, owned->validation ? &*owned->validation : nullptr}) {
    if (!part) continue;
    part->validate();
    require(part->label_names == labels_, "fit", "the data set's labels are not the model's");
  }
  const TrainingSettings settings = read_settings(plan, labels_.size());
  auto trainer = std::make_unique<Trainer>(*model_, settings.compile);
  if (files) trainer->set_files(*files);
  for (const auto& callback : settings.callbacks) trainer->add_callback(read_callback(callback));
  Split parts = split(owned->training, owned->validation ? 0 : settings.validation_split);
  if (owned->validation) parts.validation = whole(*owned->validation);
  trainer->begin(settings.fit, parts.training, parts.validation);
  trainer_ = std::move(trainer);
  data_ = std::move(owned);
  data_hash_.clear();
  plan_ = plan;
  interrupted_.reset();
}

void Session::resume(TrainingData data, FileWriter* files) {
  require(interrupted_.has_value(), "resume", "the file is a model and holds no training that could go on");
  // Callbacks may begin by changing weights.
  const Values weights = model_->weight_block();
  const std::vector<Scalar> kept(weights.begin(), weights.end());
  fit(TrainingPlan(*interrupted_), std::move(data), files);
  std::copy(kept.begin(), kept.end(), weights.begin());
  State state = State::restoring(*memory_);
  std::string expected = data_hash();
  state.text("data", expected);
  if (data_hash() != expected) {
    trainer_.reset();
    fail("resume", "the data are not those that this training began with");
  }
  state.part("trainer", *trainer_);
  memory_.reset();
}

/// A checkpoint every second must not go through all images every second.
const std::string& Session::data_hash() {
  if (data_hash_.empty()) data_hash_ = fingerprint(*data_);
  return data_hash_;
}

std::vector<Scalar> Session::predict(std::span<const Scalar> images, std::size_t n) {
  require_ink(images);
  std::vector<Scalar> predictions = model_->predict(images, n);
  // A model without an activation at its end was trained on logits.
  if (model_->layers().back()->activation() == "linear")
    softmax_rows(predictions, model_->output_shape()[-1]);
  return predictions;
}

Answer Session::recognize(const Drawing& drawing, const InkSteps& steps) {
  ReadingOptions options = reading_;
  options.ink.steps = steps;
  return read(drawing, options, labels_,
              [this](std::span<const Scalar> images, std::size_t n) { return predict(images, n); });
}

Answer Session::recognize(const Picture& picture) {
  const Drawing drawing = trace(picture);
  Answer answer = recognize(drawing);
  for (Character& character : answer.characters) {
    character.strokes.clear();
    auto& [low, high] = character.box;
    const double r = drawing.pen / 2, width = picture.width, height = picture.height;
    low = {std::max(low.x - r, 0.0), std::max(low.y - r, 0.0)};
    high = {std::min(high.x + r, width), std::min(high.y + r, height)};
  }
  return answer;
}

Json Session::evaluate(const Dataset& data) {
  data.validate();
  require(data.label_names == labels_, "evaluate", "the data set's labels are not the model's");
  constexpr std::size_t kBatch = 64;
  Evaluation evaluation(labels_);
  std::vector<Scalar> images;
  std::vector<std::uint8_t> labels;
  for (std::size_t begin = 0; begin < data.size(); begin += kBatch) {
    images.clear();
    labels.clear();
    for (std::size_t i = begin; i < std::min(begin + kBatch, data.size()); ++i) {
      if (data.labels[i] == kNoClass) continue;
      labels.push_back(data.labels[i]);
      for (const std::uint8_t pixel : data.image(i)) images.push_back(static_cast<Scalar>(pixel) / 255);
    }
    if (!labels.empty()) evaluation.add(predict(images, labels.size()), labels);
  }
  return evaluation.json();
}

Json Session::step() {
  require(trainer_ != nullptr, "step", "no training was begun");
  const Trainer::Step step = trainer_->step();
  if (step == Trainer::Step::kDone) {
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

std::vector<std::byte> Session::save() {
  if (trainer_) trainer_->check_finite();
  ReadingOptions reading = reading_;
  return write_model(*model_, labels_, nullptr, write_fields(reading));
}

std::vector<std::byte> Session::checkpoint() {
  require(trainer_ != nullptr, "checkpoint", "no training was begun");
  trainer_->check_finite();
  Memory memory;
  State state = State::saving(memory);
  Json plan = plan_.json();
  std::string data = data_hash();
  state.json("plan", plan);
  state.text("data", data);
  state.part("trainer", *trainer_);
  return write_model(*model_, labels_, &memory, write_fields(reading_));
}

namespace {

std::uint8_t label_of(const Drawing& drawing, const std::string& name) {
  if (drawing.label == Drawing::kNothing) return kNoClass;
  if (drawing.label < 0 || drawing.label >= kNoClass)
    fail(name, "every drawing needs a label from 0 to 254, or null");
  return static_cast<std::uint8_t>(drawing.label);
}

void write_bytes(const InkImage& ink, std::span<std::uint8_t> pixels) {
  for (std::size_t i = 0; i < ink.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>(std::lround(ink[i] * 255));
}

class DrawnOrigin final : public Origin {
 public:
  explicit DrawnOrigin(Drawing drawing) : drawing_(std::move(drawing)) {}
  void redraw(Random& random, std::span<std::uint8_t> image) const override {
    write_bytes(*inkling::redraw(drawing_, random), image);
  }

 private:
  Drawing drawing_;
};

}  // namespace

Dataset drawings_as_images(const std::vector<Drawing>& drawings, std::string name) {
  Dataset data;
  data.name = std::move(name);
  data.rows = data.columns = kInkSide;
  for (const auto& drawing : drawings) {
    const auto ink = prepare(drawing);
    if (!ink) continue;
    data.labels.push_back(label_of(drawing, data.name));
    data.images.resize(data.images.size() + ink->size());
    write_bytes(*ink, std::span(data.images).last(ink->size()));
    data.origins.push_back(std::make_shared<DrawnOrigin>(drawing));
  }
  data.label_names = numbered_labels(data.labels);
  return data;
}

std::vector<Scalar> varied(const Dataset& data, const Json& augmentation, std::uint64_t seed) {
  BatchOptions options{.batch_size = static_cast<int>(data.size()), .seed = seed, .shuffle = false};
  read_fields("augmentation", options.augmentation, augmentation);
  Batches batches(whole(data), options);
  std::vector<Scalar> images(data.images.size());
  std::vector<std::uint8_t> labels(data.size());
  batches.fill(0, {images.data(), batches.image_shape().with_batch(options.batch_size)}, labels);
  return images;
}

}  // namespace inkling
