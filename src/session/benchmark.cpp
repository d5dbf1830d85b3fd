#include "session/benchmark.h"

#include <algorithm>

#include "base/error.h"
#include "base/random.h"

namespace inkling {

namespace {

constexpr int kEndless = 1'000'000;
/// Gradients of a network that knows its images by heart are so near to zero that processors compute with
/// them many times more slowly.
constexpr double kLearningRate = 1e-8;

/// Each shows a bright square on noise, at one of ten places, which tells its label.
Dataset made_up(const Shape& image, std::size_t classes, std::size_t size) {
  if (image.rank() != 3)
    fail("benchmark", "the network must take images (height, width, channels), it takes {}", image);
  Dataset data{.name = "made up", .rows = image[0], .columns = image[1], .channels = image[2]};
  Random random(1);
  for (std::size_t i = 0; i < size; ++i) {
    const int label = static_cast<int>(i % std::min<std::size_t>(classes, 10));
    const int top = 2 + 12 * (label / 5), left = 2 + 5 * (label % 5);
    for (int row = 0; row < data.rows; ++row)
      for (int column = 0; column < data.columns; ++column) {
        const bool inside = row >= top && row < top + 10 && column >= left && column < left + 5;
        for (int channel = 0; channel < data.channels; ++channel)
          data.images.push_back(static_cast<std::uint8_t>((inside ? 200 : 0) + random.uniform(0, 50)));
      }
    data.labels.push_back(static_cast<std::uint8_t>(label));
  }
  for (std::size_t label = 0; label < classes; ++label) data.label_names.push_back(std::to_string(label));
  return data;
}

std::size_t classes(const Sequential& model) {
  return static_cast<std::size_t>(model.output_shape()[-1]);
}

}  // namespace

Benchmark::Benchmark(const TrainingPlan& plan, std::function<double()> now)
    : now_(std::move(now)),
      model_(Sequential::from_config(plan.model)),
      settings_(read_settings(plan, classes(model_))),
      trainer_(model_, settings_.compile),
      forward_seconds_(model_.layers().size()),
      backward_seconds_(model_.layers().size()) {
  FitOptions& fit = settings_.fit;
  // Before images are made: it refuses a batch that is too large.
  model_.reserve(fit.batches.batch_size, true);
  const auto batch_size = static_cast<std::size_t>(fit.batches.batch_size);
  data_ = made_up(model_.input_shape(), classes(model_), 10 * batch_size);
  images_.assign(model_.input_shape().elements() * batch_size, Scalar(0.3));

  model_.initialize(plan.seed);
  fit.epochs = kEndless;
  trainer_.begin(fit, whole(data_), {});
  trainer_.optimizer().set_learning_rate(kLearningRate);
  train();
  read();
  training_ = reading_ = {};
  model_.set_observer(
      [this](const Plan::Step& step, Plan::Moment moment, TensorView) { observe(step, moment); });
}

void Benchmark::observe(const Plan::Step& step, Plan::Moment moment) {
  if (!trains_) return;
  switch (moment) {
    case Plan::Moment::kBeforeForward:
    case Plan::Moment::kBeforeBackward:
      step_began_ = now_();
      break;
    case Plan::Moment::kAfterForward:
      forward_seconds_[step.first] += now_() - step_began_;
      break;
    case Plan::Moment::kAfterBackward:
      backward_seconds_[step.first] += now_() - step_began_;
      break;
  }
}

template <typename Batch>
void Benchmark::measure(Work& work, const Batch& batch) {
  const double begin = now_();
  batch();
  work.seconds += now_() - begin;
  work.images += static_cast<std::size_t>(settings_.fit.batches.batch_size);
}

void Benchmark::train() {
  trains_ = true;
  measure(training_, [&] {
    while (trainer_.step() != Trainer::Step::kTraining) {
    }
  });
  trains_ = false;
}

void Benchmark::read() {
  measure(reading_, [&] { model_.predict(images_, images_.size() / model_.input_shape().elements()); });
}

Json Benchmark::figures() const {
  Json rows = Json::array();
  const Plan& plan = model_.plan();
  for (std::size_t s = 0; s < plan.steps().size(); ++s) {
    const auto& step = plan.steps()[s];
    const bool runs_backward = s >= plan.first_differentiated(), wants_dx = s > plan.first_differentiated();
    for (std::size_t i = step.first; i <= step.last; ++i) {
      const Layer& layer = *model_.layers()[i];
      const int products = runs_backward ? (layer.trainable() ? 1 : 0) + (wants_dx ? 1 : 0) : 0;
      rows.push_back({{"layer", layer.name()},
                      {"step", model_.layers()[step.first]->name()},
                      {"multiply_adds", layer.multiply_adds()},
                      {"forward_seconds", forward_seconds_[i]},
                      {"backward_multiply_adds", products * layer.multiply_adds()},
                      {"backward_seconds", backward_seconds_[i]}});
    }
  }
  return {{"training", training_.json()}, {"reading", reading_.json()}, {"layers", rows}};
}

}  // namespace inkling
