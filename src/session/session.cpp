#include "session/session.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "callbacks/callbacks.h"
#include "losses/loss.h"
#include "metrics/confusion_matrix.h"

namespace inkling {

namespace {

/// The keys of a preset's "training".
struct TrainingSettings {
  CompileOptions compile;
  FitOptions fit;
  Json metrics = Json::array({"accuracy"}), callbacks = Json::array();
  Json augmentation = Json::object(), class_weight = Json::object();
  double validation_split = 0;

  void describe(Fields& fields) {
    fields.json("optimizer", compile.optimizer);
    fields.json("loss", compile.loss);
    fields.json("metrics", metrics);
    fields.integer("epochs", fit.epochs, 1);
    fields.integer("batch_size", fit.batches.batch_size, 1);
    fields.flag("shuffle", fit.batches.shuffle);
    fields.json("augmentation", augmentation);
    fields.json("class_weight", class_weight);
    fields.json("callbacks", callbacks);
    fields.number("validation_split", validation_split, 0, 0.999);
  }
};

std::vector<double> read_class_weight(const Json& weights, std::size_t classes) {
  require(weights.is_object(), "class_weight", "must be an object such as {\"3\": 2.0}");
  if (weights.empty()) return {};
  std::vector<double> all(classes, 1);
  for (const auto& [label, weight] : weights.items()) {
    const bool is_class = !label.empty() && label.size() < 4 &&
                          label.find_first_not_of("0123456789") == std::string::npos &&
                          std::stoul(label) < classes;
    if (!is_class) fail("class_weight", "there is no class " + label + " among " + std::to_string(classes));
    if (!weight.is_number() || !(weight >= 0 && weight <= 1e6))
      fail("class_weight", "of " + label + " must be a number from 0, got " + weight.dump());
    all[std::stoul(label)] = weight;
  }
  return all;
}

TrainingSettings read_settings(const TrainingPlan& plan, std::size_t classes) {
  TrainingSettings settings;
  read_fields("training", settings, plan.training);
  require(settings.metrics.is_array(), "training", "metrics must be a list");
  require(settings.callbacks.is_array(), "training", "callbacks must be a list");
  settings.compile.metrics.assign(settings.metrics.begin(), settings.metrics.end());
  settings.fit.class_weight = read_class_weight(settings.class_weight, classes);
  read_fields("augmentation", settings.fit.batches.augmentation, settings.augmentation);
  settings.fit.batches.seed = plan.seed;
  return settings;
}

const std::vector<std::string>& labels_of(const TrainingData& data) {
  data.training.validate();
  return data.training.label_names;
}

}  // namespace

Json Answer::json() const {
  Json list = Json::array();
  for (const auto& character : characters)
    list.push_back({{"label", character.label},
                    {"confidence", character.confidence},
                    {"probabilities", character.probabilities}});
  return {{"text", text}, {"characters", list}, {"rejected", rejected}};
}

Session::Session(std::span<const std::byte> model_file) {
  NamedModel opened = read_model(model_file);
  model_ = std::make_unique<Sequential>(std::move(opened.model));
  labels_ = std::move(opened.labels);
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
}

std::vector<Scalar> Session::predict(std::span<const Scalar> images, std::size_t n) {
  std::vector<Scalar> predictions = model_->predict(images, n);
  // A model without an activation at its end was trained on logits.
  if (model_->layers().back()->activation() == "linear")
    softmax_rows(predictions, model_->output_shape()[-1]);
  return predictions;
}

std::optional<InkImage> Session::image(const Drawing& drawing) const {
  return prepare(drawing);
}

Answer Session::recognize(const Drawing& drawing) {
  const auto ink = image(drawing);
  if (!ink) return {};
  const std::vector<Scalar> pixels(ink->begin(), ink->end());
  Character character{.probabilities = predict(pixels, 1)};
  const auto best = std::max_element(character.probabilities.begin(), character.probabilities.end());
  require(std::isfinite(*best), "model", "its answer is not a finite number; the weights are of no use");
  character.label = labels_[best - character.probabilities.begin()];
  character.confidence = *best;
  return {character.label, {character}, false};
}

Json Session::evaluate(const Dataset& data) {
  data.validate();
  require(data.label_names == labels_, "evaluate", "the data set's labels are not the model's");
  const std::size_t classes = labels_.size(), n = data.size(), pixels = data.image_size();
  constexpr std::size_t kBatch = 64;
  const auto loss = make_loss("sparse_categorical_crossentropy");
  const auto auc = make_metric("auc");
  ConfusionMatrix matrix;
  std::vector<Scalar> images, targets(kBatch * classes);
  double loss_sum = 0;
  for (std::size_t begin = 0; begin < n; begin += kBatch) {
    const std::size_t count = std::min(kBatch, n - begin);
    images.resize(count * pixels);
    for (std::size_t i = 0; i < images.size(); ++i)
      images[i] = static_cast<Scalar>(data.images[begin * pixels + i]) / 255;
    std::vector<Scalar> answers = predict(images, count);
    const Labels labels(data.labels.data() + begin, count);
    const Shape shape{static_cast<int>(count), static_cast<int>(classes)};
    const TensorView predictions(answers.data(), shape), truth(targets.data(), shape);
    one_hot(labels, truth);
    loss_sum += loss->compute(predictions, truth, {}, false, {}) * static_cast<double>(count);
    matrix.update(predictions, labels);
    auc->update(predictions, labels);
  }

  Json figures = Json::array();
  for (std::size_t c = 0; c < classes; ++c)
    figures.push_back({{"label", labels_[c]},
                       {"precision", matrix.precision(c)},
                       {"recall", matrix.recall(c)},
                       {"f1", matrix.f1(c)},
                       {"support", matrix.support(c)}});
  return {{"accuracy", matrix.accuracy()},
          {"loss", loss_sum / static_cast<double>(n)},
          {"auc", auc->result()},
          {"images", n},
          {"classes", figures},
          {"confusion", matrix.counts()}};
}

Json Session::step() {
  require(trainer_ != nullptr, "step", "no training was begun");
  const Trainer::Step step = trainer_->step();
  if (step == Trainer::Step::kDone) {
    Json event{{"event", "done"}, {"weights_hash", model_->weights_hash()}};
    if (!trainer_->stopped_because().empty()) event["stopped"] = trainer_->stopped_because();
    return event;
  }
  if (step == Trainer::Step::kEpochEnd) {
    Json event{{"event", "epoch_end"}, {"epoch", trainer_->epoch()}};
    for (const auto& [name, value] : trainer_->history().back()) event[name] = value;
    return event;
  }
  Json event{{"event", step == Trainer::Step::kTraining ? "batch" : "validation"},
             {"epoch", trainer_->epoch() + 1},
             {"epochs", trainer_->epochs()},
             {"batch", trainer_->batch()},
             {"batches", trainer_->batches()},
             {"images", trainer_->images()}};
  for (const auto& [name, value] : trainer_->logs()) event[name] = value;
  return event;
}

std::vector<std::byte> Session::save() const {
  return write_model(*model_, labels_);
}

Dataset drawings_as_images(const std::vector<Drawing>& drawings, std::string name) {
  Dataset data;
  data.name = std::move(name);
  data.rows = data.columns = kInkSide;
  for (const auto& drawing : drawings) {
    const auto ink = prepare(drawing);
    if (!ink) continue;
    if (drawing.label < 0 || drawing.label > 255)
      fail(data.name, "every drawing needs a label from 0 to 255");
    data.labels.push_back(static_cast<std::uint8_t>(drawing.label));
    for (const float value : *ink) data.images.push_back(static_cast<std::uint8_t>(std::lround(value * 255)));
  }
  data.label_names = numbered_labels(data.labels);
  return data;
}

}  // namespace inkling
