#include "model/sequential.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "kernels/elementwise.h"

namespace inkling {

namespace {

/// The most numbers between all layers, for one sample and for those that are predicted at once.
constexpr std::uint64_t kMaxBetween = std::uint64_t{1} << 24;
constexpr std::uint64_t kPredictBatch = 64;

}  // namespace

Sequential::Sequential(std::string name, const Shape& input, std::vector<std::unique_ptr<Layer>> layers,
                       std::size_t most_parameters)
    : name_(std::move(name)), input_(input), layers_(std::move(layers)) {
  require(!layers_.empty(), "Sequential", "needs at least one layer");
  name_layers();
  Shape shape = input_;
  std::uint64_t parameters = 0;
  for (auto& layer : layers_) {
    layer->build(shape);
    shape = layer->output_shape();
    for (const auto& spec : layer->weight_specs()) parameters += spec.shape.elements();
    if (parameters > most_parameters)
      fail("Sequential", "{} parameters and more, there may be {}", parameters, most_parameters);
    between_ += shape.elements();
    if (between_ > kMaxBetween)
      fail("Sequential", "a sample takes more than 2^24 numbers from {} on", layer->name());
  }
  if (layers_.back()->activation() == "softmax") final_softmax_ = make_activation("softmax");
  place_weights();
}

void Sequential::reserve(int batch, bool training) {
  batch = std::max(batch, plan_ ? plan_->batch() : 0);
  training = training || (plan_ && plan_->purpose() == Plan::Purpose::kTraining);
  if (training) forget_quantized();
  const auto purpose = training ? Plan::Purpose::kTraining : Plan::Purpose::kReading;
  if (plan_ && batch == plan_->batch() && purpose == plan_->purpose() && thread_count() <= plan_->threads())
    return;
  Plan plan(*this, batch, purpose);
  // The memory of both is never taken at once.
  plan_.reset();
  plan.allocate();
  plan.set_observer(observer_);
  plan_ = std::move(plan);
}

void Sequential::set_observer(Plan::Observer observer) {
  observer_ = std::move(observer);
  if (plan_) plan_->set_observer(observer_);
}

TensorView Sequential::forward(ConstTensorView x, Random* random) {
  const int batch = x.shape[0], reserved = plan_ ? plan_->batch() : 0;
  if (batch > reserved || x.shape != input_.with_batch(batch))
    fail("Sequential", "input {} does not fit {}", x.shape, input_.with_batch(reserved));
  if (thread_count() > plan_->threads()) reserve(reserved, false);
  return plan_->forward(x, random);
}

void Sequential::finish(TensorView outputs) const {
  if (final_softmax_) final_softmax_->forward({outputs.data, outputs.size()}, outputs.shape[-1]);
}

void Sequential::finish_backward(ConstTensorView outputs, TensorView gradient) const {
  if (final_softmax_)
    final_softmax_->backward({}, {outputs.data, outputs.size()}, {gradient.data, gradient.size()},
                             outputs.shape[-1]);
}

std::vector<Scalar> Sequential::predict(std::span<const Scalar> samples, std::size_t n) {
  const std::size_t in = input_.elements(), out = output_shape().elements();
  if (samples.size() % in != 0 || samples.size() / in != n)
    fail("predict", "{} samples of {} have {} numbers each, got {}", n, input_, in, samples.size());
  std::vector<Scalar> predictions(n * out);
  const auto most = static_cast<std::size_t>(
      std::clamp<std::uint64_t>(kMaxBetween / std::max<std::uint64_t>(between_, 1), 1, kPredictBatch));
  for (std::size_t begin = 0; begin < n; begin += most) {
    const int batch = static_cast<int>(std::min(most, n - begin));
    reserve(batch, false);
    const TensorView outputs = forward({samples.data() + begin * in, input_.with_batch(batch)}, nullptr);
    finish(outputs);
    std::copy(outputs.begin(), outputs.end(), predictions.begin() + static_cast<std::ptrdiff_t>(begin * out));
  }
  return predictions;
}

void make_probabilities(const Sequential& model, std::span<Scalar> outputs) {
  if (model.layers().back()->activation() == "linear") softmax_rows(outputs, model.output_shape()[-1]);
}

}  // namespace inkling
