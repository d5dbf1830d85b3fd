#include "session/session.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "losses/loss.h"

namespace inkling {

namespace {

/// The keys of a preset's "training".
struct TrainingSettings {
  FitOptions options;
  Json metrics = Json::array({"accuracy"}), augmentation = Json::object();

  void describe(Fields& fields) {
    fields.json("optimizer", options.optimizer);
    fields.json("loss", options.loss);
    fields.json("metrics", metrics);
    fields.integer("epochs", options.epochs, 1);
    fields.integer("batch_size", options.batches.batch_size, 1);
    fields.flag("shuffle", options.batches.shuffle);
    fields.json("augmentation", augmentation);
  }
};

FitOptions read_options(const TrainingPlan& plan) {
  TrainingSettings settings;
  read_fields("training", settings, plan.training);
  FitOptions options = settings.options;
  options.metrics.clear();
  require(settings.metrics.is_array(), "training", "metrics must be a list");
  for (const auto& metric : settings.metrics) {
    require(metric.is_string(), "training", "metrics must be names");
    options.metrics.push_back(metric.get<std::string>());
  }
  read_fields("augmentation", options.batches.augmentation, settings.augmentation);
  options.batches.seed = plan.seed;
  return options;
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

Session::Session(const TrainingPlan& plan, Dataset data)
    : model_(std::make_unique<Sequential>(Sequential::from_config(plan.model))) {
  model_->initialize(plan.seed);
  labels_ = data.label_names;
  fit(plan, std::move(data));
}

void Session::fit(const TrainingPlan& plan, Dataset data) {
  data.validate();
  require(data.label_names == labels_, "fit", "the data set's labels are not the model's");
  auto owned = std::make_unique<Dataset>(std::move(data));
  const Split parts = split(*owned, plan.validation_split);
  trainer_ = std::make_unique<Trainer>(*model_, read_options(plan), parts.training, parts.validation);
  data_ = std::move(owned);
}

std::vector<Scalar> Session::predict(std::span<const Scalar> images, std::size_t n) {
  return model_->predict(images, n);
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
  std::vector<std::vector<std::size_t>> confusion(classes, std::vector<std::size_t>(classes));
  std::vector<Scalar> images;
  double loss_sum = 0;
  std::size_t right = 0;
  for (std::size_t begin = 0; begin < n; begin += kBatch) {
    const std::size_t count = std::min(kBatch, n - begin);
    images.resize(count * pixels);
    for (std::size_t i = 0; i < images.size(); ++i)
      images[i] = static_cast<Scalar>(data.images[begin * pixels + i]) / 255;
    std::vector<Scalar> predictions = predict(images, count);
    const Labels labels(data.labels.data() + begin, count);
    const Shape shape{static_cast<int>(count), static_cast<int>(classes)};
    loss_sum +=
        loss->compute(TensorView(predictions.data(), shape), labels, false, {}) * static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar* row = predictions.data() + i * classes;
      const std::size_t guess = std::max_element(row, row + classes) - row;
      ++confusion[labels[i]][guess];
      right += guess == labels[i];
    }
  }

  const auto ratio = [](std::size_t part, std::size_t of) {
    return of ? static_cast<double>(part) / static_cast<double>(of) : 0.0;
  };
  Json figures = Json::array();
  for (std::size_t c = 0; c < classes; ++c) {
    std::size_t guessed = 0, support = 0;
    for (std::size_t other = 0; other < classes; ++other) {
      guessed += confusion[other][c];
      support += confusion[c][other];
    }
    const std::size_t hits = confusion[c][c];
    figures.push_back({{"label", labels_[c]},
                       {"precision", ratio(hits, guessed)},
                       {"recall", ratio(hits, support)},
                       {"f1", ratio(2 * hits, guessed + support)},
                       {"support", support}});
  }
  return {{"accuracy", ratio(right, n)},
          {"loss", loss_sum / static_cast<double>(n)},
          {"images", n},
          {"classes", figures},
          {"confusion", confusion}};
}

Json Session::step() {
  require(trainer_ != nullptr, "step", "no training was begun");
  const Trainer::Step step = trainer_->step();
  if (step == Trainer::Step::kDone) return {{"event", "done"}, {"weights_hash", model_->weights_hash()}};
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
