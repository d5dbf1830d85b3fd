#include "session/session.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace inkling {

namespace {

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
  if (!opened.compile_config.empty())
    read_fields("compile_config", compiled_.emplace(), opened.compile_config);
  if (!opened.training) return;
  Json plan;
  State::restoring(*opened.training).json("plan", plan);
  read_fields("plan", interrupted_.emplace(), plan);
  memory_ = std::move(opened.training);
}

Session::Session(const TrainingPlan& plan, std::vector<std::string> labels)
    : model_(std::make_unique<Sequential>(Sequential::from_config(plan.model))), labels_(std::move(labels)) {
  const Shape& output = model_->output_shape();
  if (output.rank() != 1 || static_cast<std::size_t>(output[0]) != labels_.size())
    fail("model",
         "its output is " + output.text() + ", but there are " + std::to_string(labels_.size()) + " classes");
  model_->initialize(plan.seed);
  compiled_ = read_settings(plan, labels_.size(), {}).compile;
}

std::vector<Scalar> Session::predict(std::span<const Scalar> images, std::size_t n) {
  require_ink(images);
  std::vector<Scalar> predictions = model_->predict(images, n);
  make_probabilities(*model_, predictions);
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
  evaluation_.reset();
  judge(data);
  return judged();
}

std::vector<Scalar> Session::judge(const Dataset& part) {
  part.validate();
  require(part.label_names == labels_, "evaluate", "the data set's labels are not the model's");
  if (!evaluation_) evaluation_ = std::make_unique<Evaluation>(*model_, labels_, compiled_);
  return evaluation_->add(part);
}

Json Session::judged() {
  require(evaluation_ != nullptr, "evaluate", "there are no images");
  const Json figures = evaluation_->json();
  evaluation_.reset();
  return figures;
}

ModelFileOptions Session::file_options() {
  ModelFileOptions options{.reading = write_fields(reading_)};
  if (compiled_) options.compile_config = write_fields(*compiled_);
  return options;
}

std::vector<std::byte> Session::save() {
  if (trainer_) trainer_->check_finite();
  return write_model(*model_, labels_, file_options());
}

}  // namespace inkling
