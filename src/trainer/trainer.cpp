#include "trainer/trainer.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace inkling {

namespace {

/// Streams of the seed: the layers' initial weights take 0 and up, the batches 2^32 and up.
constexpr std::uint64_t kDropoutStream = std::uint64_t{1} << 31;

BatchOptions for_validation(BatchOptions options) {
  options.shuffle = false;
  options.augmentation = {};
  return options;
}

}  // namespace

void Trainer::Running::reset() {
  loss_sum = 0;
  seen = 0;
  for (auto& metric : metrics) metric->reset();
}

void Trainer::Running::add(double loss, ConstTensorView predictions, Labels labels) {
  loss_sum += loss * static_cast<double>(labels.size());
  seen += labels.size();
  for (auto& metric : metrics) metric->update(predictions, labels);
}

Logs Trainer::Running::logs(const std::string& prefix) const {
  Logs logs{{prefix + "loss", seen ? loss_sum / static_cast<double>(seen) : 0}};
  for (const auto& metric : metrics)
    logs.emplace_back(prefix + std::string(metric->name()), metric->result());
  return logs;
}

Trainer::Trainer(Sequential& model, const FitOptions& options, const Subset& training,
                 const Subset& validation)
    : model_(model),
      loss_(read_loss(options.loss)),
      optimizer_(read_optimizer(options.optimizer)),
      training_(training, options.batches),
      epochs_(options.epochs),
      seed_(options.batches.seed) {
  if (validation.size() > 0) validation_.emplace(validation, for_validation(options.batches));
  if (epochs_ < 1) fail("fit", "epochs must be positive, got " + std::to_string(epochs_));
  if (training_.image_shape() != model.input_shape())
    fail("fit", "the model takes images " + model.input_shape().text() + ", the data set has " +
                    training_.image_shape().text());
  const auto classes = training.dataset->classes();
  if (model.output_shape().rank() != 1 || static_cast<std::size_t>(model.output_shape()[0]) != classes)
    fail("fit", "the data set has " + std::to_string(classes) + " classes, the model's output is " +
                    model.output_shape().text());
  for (const auto& name : options.metrics) {
    running_.metrics.push_back(make_metric(name));
    running_validation_.metrics.push_back(make_metric(name));
  }
  const std::size_t images = std::max(training.size(), validation.size());
  const int batch_size = static_cast<int>(std::min(training_.batch_size(), images));
  model_.reserve(batch_size, true);
  optimizer_->build(model_.gradient_block().size(), model_.decayed(), model_.weight_block().size(),
                    static_cast<std::int64_t>(training_.count()) * epochs_);
  images_.resize(model_.input_shape().elements() * batch_size);
  labels_.resize(batch_size);
}

Trainer::Step Trainer::step() {
  if (epoch_ == epochs_) return Step::kDone;
  if (batch_ < training_.count()) {
    train_batch();
    return Step::kTraining;
  }
  if (validation_batch_ < validation_batches()) {
    validate_batch();
    return Step::kValidation;
  }
  return end_epoch();
}

void Trainer::train_batch() {
  const std::size_t count = training_.size(batch_);
  const TensorView x = images(count);
  training_.fill(batch_, x, labels_);
  const Labels labels(labels_.data(), count);

  Random random(seed_, kDropoutStream + static_cast<std::uint64_t>(epoch_) * training_.count() + batch_);
  const TensorView outputs = model_.forward(x, &random);
  const double loss = judge(outputs, labels, model_.output_gradient());
  if (!std::isfinite(loss))
    fail("fit", "the loss is no longer a finite number in epoch " + std::to_string(epoch_ + 1) + ", batch " +
                    std::to_string(batch_ + 1) + "; try a smaller learning_rate");
  running_.add(loss, outputs, labels);

  const Values gradients = model_.gradient_block();
  std::fill(gradients.begin(), gradients.end(), Scalar(0));
  model_.backward(x);
  optimizer_->step(gradients, model_.weight_block());
  ++batch_;
}

void Trainer::validate_batch() {
  if (validation_batch_ == 0) swap_with_average();
  const std::size_t count = validation_->size(validation_batch_);
  const TensorView x = images(count);
  validation_->fill(validation_batch_, x, labels_);
  const Labels labels(labels_.data(), count);
  const TensorView outputs = model_.forward(x, nullptr);
  const double loss = judge(outputs, labels, {});
  running_validation_.add(loss, outputs, labels);
  ++validation_batch_;
}

Trainer::Step Trainer::end_epoch() {
  const bool last = ++epoch_ == epochs_;
  // The moving average is what remains of the last epoch, as with Keras's use_ema.
  if (averaged_ != last) swap_with_average();
  Logs logs = running_.logs("");
  if (validation_batches() > 0)
    for (auto& log : running_validation_.logs("val_")) logs.push_back(log);
  history_.push_back(logs);
  running_.reset();
  running_validation_.reset();
  batch_ = validation_batch_ = 0;
  if (!last) training_.start_epoch(static_cast<std::uint64_t>(epoch_));
  return Step::kEpochEnd;
}

void Trainer::swap_with_average() {
  averaged_ = !averaged_;
  optimizer_->swap_average(model_.weight_block());
}

/// The loss of outputs, which become what finish() makes of them; `gradient`, where not null, that of the
/// outputs.
double Trainer::judge(TensorView outputs, Labels labels, TensorView gradient) {
  const bool fused = model_.ends_in_softmax() && loss_->takes_logits();
  if (fused) {
    const double loss = loss_->compute(outputs, labels, true, gradient);
    model_.finish(outputs);
    return loss;
  }
  model_.finish(outputs);
  const double loss = loss_->compute(outputs, labels, false, gradient);
  if (gradient) model_.finish_backward(outputs, gradient);
  return loss;
}

TensorView Trainer::images(std::size_t count) {
  return {images_.data(), model_.input_shape().with_batch(static_cast<int>(count))};
}

}  // namespace inkling
