#include "model/inside.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "model/sequential.h"

namespace inkling {

namespace {
constexpr int kPredictedAtOnce = 32;
}

Inside::Inside(const Sequential& model) : model_(model) {}

/// A plan of its own, with room for the largest batch so far.
void Inside::plan_for(int batch) {
  if (plan_ && batch <= plan_->batch() && thread_count() <= plan_->threads()) return;
  Plan plan(model_, batch, Plan::Purpose::kInside);
  plan_.reset();
  plan.allocate();
  plan.set_observer([this](const Plan::Step& step, Plan::Moment moment, TensorView values) {
    if (moment == Plan::Moment::kAfterForward || moment == Plan::Moment::kBeforeBackward)
      silence(step.first, values);
  });
  plan_ = std::move(plan);
}

void Inside::silence(std::size_t layer, TensorView values) const {
  const auto channels = static_cast<std::size_t>(values.shape[-1]);
  for (auto at = off_.lower_bound({layer, 0}); at != off_.end() && at->first == layer; ++at)
    for (std::size_t i = at->second; i < values.size(); i += channels) values[i] = 0;
}

void Inside::switch_off(std::size_t layer, std::size_t channel, bool off) {
  const auto& layers = model_.layers();
  if (layer >= layers.size()) fail("layer", "must be below {}, got {}", layers.size(), layer);
  const int channels = layers[layer]->output_shape()[-1];
  if (channel >= static_cast<std::size_t>(channels))
    fail("channel", "must be below {}, got {}", channels, channel);
  if (off)
    off_.emplace(layer, channel);
  else
    off_.erase({layer, channel});
}

void Inside::look(std::span<const Scalar> image) {
  if (image.size() != model_.input_shape().elements())
    fail("image", "{} numbers do not fit the input {}", image.size(), model_.input_shape());
  plan_for(plan_ ? plan_->batch() : 1);
  image_ = {image.begin(), image.end()};
  const TensorView outputs = plan_->forward(image_view(), nullptr);
  probabilities_.assign(outputs.begin(), outputs.end());
  model_.finish({probabilities_.data(), outputs.shape});
}

/// What row(batch, outputs of the plan) gives for n images, one after the other.
template <typename Row>
std::vector<Scalar> Inside::rows(std::span<const Scalar> images, std::size_t n, const Row& row) {
  const Shape& input_shape = model_.input_shape();
  const std::size_t in = input_shape.elements();
  if (images.size() != n * in)
    fail("predict", "{} images of {} have {} numbers, got {}", n, input_shape, n * in, images.size());
  plan_for(kPredictedAtOnce);
  std::vector<Scalar> all;
  for (std::size_t begin = 0; begin < n; begin += kPredictedAtOnce) {
    const int count = static_cast<int>(std::min<std::size_t>(n - begin, kPredictedAtOnce));
    const ConstTensorView batch(images.data() + begin * in, input_shape.with_batch(count));
    const ConstTensorView values = row(batch, plan_->forward(batch, nullptr));
    all.insert(all.end(), values.begin(), values.end());
  }
  // These images have taken the place of the one that is looked at.
  if (!image_.empty()) look(std::vector<Scalar>(image_));
  return all;
}

std::vector<Scalar> Inside::predict(std::span<const Scalar> images, std::size_t n) {
  return rows(images, n, [this](ConstTensorView, TensorView outputs) {
    model_.finish(outputs);
    return outputs;
  });
}

std::vector<Scalar> Inside::features(std::span<const Scalar> images, std::size_t n) {
  const auto& layers = model_.layers();
  std::size_t end = layers.size();
  while (end > 0 && layers[end - 1]->weight_specs().empty()) --end;
  require(end > 0, "features", "the model has no layer with weights");
  return rows(images, n, [&](ConstTensorView batch, TensorView) {
    return end > 1 ? plan_->activation(end - 2) : batch;
  });
}

ConstTensorView Inside::activation(std::size_t layer) {
  const bool is_last = layer + 1 == model_.layers().size();
  if (is_last) return {probabilities_.data(), model_.output_shape().with_batch(1)};
  return plan_->activation(layer);
}

ConstTensorView Inside::input(std::size_t layer) {
  return layer > 0 ? activation(layer - 1) : image_view();
}

ConstTensorView Inside::gradient(std::size_t layer, std::size_t label) {
  ask_for(label);
  return plan_->activation_gradient(layer, image_view());
}

ConstTensorView Inside::image_gradient(std::size_t label) {
  ask_for(label);
  return plan_->input_gradient(image_view());
}

ConstTensorView Inside::image_gradient(std::span<const Scalar> weights) {
  ask_for(0);
  const TensorView gradient = plan_->output_gradient();
  require(weights.size() == gradient.size(), "Inside", "takes a weight for each class");
  std::copy(weights.begin(), weights.end(), gradient.begin());
  return plan_->input_gradient(image_view());
}

void Inside::ask_for(std::size_t label) {
  require(!image_.empty(), "Inside", "has not seen an image");
  const TensorView gradient = plan_->output_gradient();
  if (label >= gradient.size()) fail("label", "must be below {}, got {}", gradient.size(), label);
  std::fill(gradient.begin(), gradient.end(), Scalar(0));
  gradient[label] = 1;
}

ConstTensorView Inside::image_view() const {
  return {image_.data(), model_.input_shape().with_batch(1)};
}

}  // namespace inkling
