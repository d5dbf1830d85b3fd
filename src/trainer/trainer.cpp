#include "trainer/trainer.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"

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

Trainer::Trainer(Sequential& model, const CompileOptions& options)
    : model_(model),
      compiled_(options),
      loss_(model, options.loss),
      optimizer_(read_optimizer(options.optimizer)) {
  require(model.trainable_parameters() > 0, "compile", "no layer has anything to train");
  for (const auto& metric : options.metrics) {
    running_.metrics.push_back(read_metric(metric));
    running_validation_.metrics.push_back(read_metric(metric));
  }
}

void Trainer::begin(const FitOptions& options, const Subset& training, const Subset& validation) {
  if (options.epochs < 1) fail("fit", "epochs must be positive, got {}", options.epochs);
  epochs_ = options.epochs;
  seed_ = options.batches.seed;
  class_weight_ = options.class_weight;
  label_names_ = training.dataset->label_names;
  training_.emplace(training, options.batches);
  check_fits(*training_, *training.dataset);
  if (options.steps_per_epoch < 0)
    fail("fit", "steps_per_epoch must not be negative, got {}", options.steps_per_epoch);
  steps_per_epoch_ =
      options.steps_per_epoch > 0 ? static_cast<std::size_t>(options.steps_per_epoch) : training_->count();
  validation_.reset();
  if (validation.size() > 0) {
    validation_.emplace(validation, for_validation(options.batches));
    check_fits(*validation_, *validation.dataset);
  }
  require(class_weight_.empty() || class_weight_.size() == label_names_.size(), "fit",
          "class_weight must have a weight for each class");
  reserve(std::min(training_->batch_size(), std::max(training.size(), validation.size())));
  build_optimizer();
  keep_weights();
  epoch_ = 0;
  batch_ = validation_batch_ = 0;
  averaged_ = done_ = false;
  stopped_because_.clear();
  history_.clear();
  running_.reset();
  running_validation_.reset();
  for (auto& callback : callbacks_) callback->on_train_begin(*this);
}

void Trainer::check_fits(const Batches& batches, const Dataset& dataset) const {
  if (batches.image_shape() != model_.input_shape())
    fail("fit", "the model takes images {}, the data set has {}", model_.input_shape(),
         batches.image_shape());
  const Shape& output = model_.output_shape();
  if (output.rank() != 1 || static_cast<std::size_t>(output[0]) != dataset.classes())
    fail("fit", "the data set has {} classes, the model's output is {}", dataset.classes(), output);
}

void Trainer::reserve(std::size_t batch_size) {
  model_.reserve(static_cast<int>(batch_size), true);
  if (labels_.size() >= batch_size) return;
  images_.resize(model_.input_shape().elements() * batch_size);
  loss_.reserve(batch_size);
  labels_.resize(batch_size);
  sample_weights_.resize(batch_size);
}

const History& Trainer::fit(const FitOptions& options, const Subset& training, const Subset& validation) {
  begin(options, training, validation);
  while (step() != Step::kDone) {
  }
  return history_;
}

Trainer::Step Trainer::step() {
  if (done_) return Step::kDone;
  if (batch_ < steps_per_epoch_ && stopped_because_.empty()) {
    train_with_threads();
    return done_ ? Step::kDone : Step::kTraining;
  }
  if (validation_ && validation_batch_ < validation_->count()) {
    if (validation_batch_ == 0) swap_with_average();
    if (evaluate_batch(*validation_, validation_batch_++, running_validation_)) return Step::kValidation;
    diverge("The loss");
    return Step::kDone;
  }
  check_finite();
  return done_ ? Step::kDone : end_epoch();
}

void Trainer::train_with_threads() {
  const Threads threads(threads_.next(thread_count()));
  const double begin = steady_seconds();
  train_batch();
  threads_.took(steady_seconds() - begin);
}

void Trainer::train_batch() {
  if (batch_ == 0)
    for (auto& callback : callbacks_) callback->on_epoch_begin(*this, epoch_);
  const std::uint64_t step = static_cast<std::uint64_t>(epoch_) * steps_per_epoch_ + batch_;
  const std::uint64_t pass = step / training_->count(), batch = step % training_->count();
  if (training_->epoch() != pass) training_->start_epoch(pass);
  const std::size_t count = training_->size(batch);
  const TensorView x = images(count);
  training_->fill(batch, x, labels_);
  const Labels labels(labels_.data(), count);
  const Values weights(sample_weights_.data(), class_weight_.empty() ? 0 : count);
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = labels[i] == kNoClass ? Scalar(1) : static_cast<Scalar>(class_weight_[labels[i]]);

  Random random(seed_, kDropoutStream + step);
  const TensorView outputs = model_.forward(x, &random);
  const double loss = loss_.compute(outputs, labels, weights, model_.output_gradient());
  if (!std::isfinite(loss)) {
    ++batch_;
    return diverge("The loss");
  }
  keep_weights();
  running_.add(loss, outputs, labels);

  const Values gradients = model_.gradient_block();
  clear(gradients);
  model_.backward(x);
  model_.add_penalty_gradient();
  optimizer_->step(gradients, model_.weight_block());
  if (!callbacks_.empty()) {
    const Logs logs = running_.logs("");
    for (auto& callback : callbacks_) callback->on_batch_end(*this, batch_, logs);
  }
  ++batch_;
}

/// Whether the loss is finite.
bool Trainer::evaluate_batch(Batches& batches, std::size_t batch, Running& running) {
  const std::size_t count = batches.size(batch);
  const TensorView x = images(count);
  batches.fill(batch, x, labels_);
  const Labels labels(labels_.data(), count);
  const TensorView outputs = model_.forward(x, nullptr);
  const double loss = loss_.compute(outputs, labels);
  running.add(loss, outputs, labels);
  return std::isfinite(loss);
}

Trainer::Step Trainer::end_epoch() {
  // What was validated, and what remains of the last epoch, is the moving average, as with Keras's use_ema.
  if (!averaged_) swap_with_average();
  Logs logs = running_.logs("");
  if (validation_)
    for (auto& log : running_validation_.logs("val_")) logs.push_back(log);
  for (auto& callback : callbacks_) callback->on_epoch_end(*this, epoch_, logs);
  history_.push_back(logs);
  running_.reset();
  running_validation_.reset();
  batch_ = validation_batch_ = 0;
  done_ = ++epoch_ == epochs_ || !stopped_because_.empty();
  if (done_) {
    for (auto& callback : callbacks_) callback->on_train_end(*this);
  } else {
    swap_with_average();
  }
  return Step::kEpochEnd;
}

Logs Trainer::evaluate(const Subset& data) {
  Batches batches(data, for_validation({}));
  check_fits(batches, *data.dataset);
  reserve(std::min(batches.batch_size(), data.size()));
  running_validation_.reset();
  for (std::size_t batch = 0; batch < batches.count(); ++batch)
    evaluate_batch(batches, batch, running_validation_);
  const Logs logs = running_validation_.logs("");
  running_validation_.reset();
  return logs;
}

void Trainer::swap_with_average() {
  averaged_ = !averaged_;
  optimizer_->swap_average(model_.weight_block());
}

std::vector<std::string> Trainer::log_names() const {
  std::vector<std::string> names;
  for (const auto& log : running_.logs("")) names.push_back(log.first);
  if (validation_)
    for (const auto& log : running_.logs("val_")) names.push_back(log.first);
  return names;
}

FileWriter& Trainer::files(std::string_view callback) const {
  require(files_ != nullptr, callback, "there is no place for files here");
  return *files_;
}

TensorView Trainer::images(std::size_t count) {
  return {images_.data(), model_.input_shape().with_batch(static_cast<int>(count))};
}

}  // namespace inkling
