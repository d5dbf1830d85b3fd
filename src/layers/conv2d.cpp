#include "layers/conv2d.h"

#include <algorithm>
#include <functional>

#include "base/parallel.h"

namespace inkling {

void Conv2D::describe(Fields& fields) {
  fields.integer("filters", filters_, 1);
  fields.suggest(16);
  fields.pair("kernel_size", window_.size, 1);
  fields.suggest(3);
  window_.describe_steps(fields, true);
  activation_.describe(fields);
  fields.flag("use_bias", kernel_and_bias_.use_bias);
  fields.fixed("dilation_rate", {1, {1, 1}});
  fields.fixed("groups", {1});
  kernel_and_bias_.describe(fields);
}

Shape Conv2D::compute_output_shape(const Shape& input) {
  const auto [output, pad] = window_.fit(type(), input);
  convolution_ = {input[0],        input[1], input[2],           window_.size[0],
                  window_.size[1], filters_, window_.strides[0], window_.strides[1],
                  pad[0],          pad[1],   output[0],          output[1]};
  activation_.build();
  // An image with room for the whole kernel around it, from which gradients are read, must be countable too.
  const int channels = std::max(input[2], filters_);
  Shape{input[0] + window_.size[0] - 1, input[1] + window_.size[1] - 1, channels};
  return {output[0], output[1], filters_};
}

std::vector<WeightSpec> Conv2D::declare_weights(const Shape& input) {
  const int taps = window_.size[0] * window_.size[1];
  return kernel_and_bias_.specs({window_.size[0], window_.size[1], input[2], filters_}, taps * input[2],
                                taps * filters_);
}

std::size_t Conv2D::state_size(int batch) const {
  return activation_.state_size(output_shape().elements() * batch);
}

std::size_t Conv2D::scratch_size(int) const {
  return convolution_.scratch_size(thread_count());
}

std::size_t Conv2D::forward_scratch_size(int) const {
  return convolution_.forward_scratch_size(thread_count());
}

void Conv2D::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const Scalar* bias = kernel_and_bias_.use_bias ? weight(1).data : nullptr;
  const auto epilogue = [&](std::size_t first, std::size_t count, std::size_t place) {
    if (!pass.skip_activation) activation_.forward(pass.state, y, first, count, place);
    if (pass.epilogue) (*pass.epilogue)(first, count, place);
  };
  if (pass.pooled)
    return convolution_.forward_pooled(x.shape[0], x.data, weight(0).data, bias, y.data, pass.argmax,
                                       std::ref(epilogue), pass.scratch);
  convolution_.forward(x.shape[0], x.data, weight(0).data, bias, y.data, pass.transient, std::ref(epilogue),
                       pass.cache, pass.scratch);
}

void Conv2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx) {
  const auto prologue = [&](std::size_t first, std::size_t count, std::size_t free) {
    const std::size_t place = pass.prologue && !pass.pooled ? free : first;
    if (pass.prologue) (*pass.prologue)(first, count, place);
    if (!pass.skip_activation) activation_.backward(pass.state, y, dy, first, count, place);
    return place;
  };
  Scalar* dkernel = trainable() ? gradient(0).data : nullptr;
  Scalar* dbias = trainable() && kernel_and_bias_.use_bias ? gradient(1).data : nullptr;
  if (pass.pooled)
    return convolution_.backward_pooled(x.shape[0], x.data, std::ref(prologue), dy.data, pass.argmax, dkernel,
                                        dbias, pass.scratch);
  convolution_.backward(x.shape[0], x.data, std::ref(prologue), dy.data, weight(0).data, dkernel, dbias,
                        dx.data, pass.scratch);
}

double Conv2D::multiply_adds() const {
  return static_cast<double>(convolution_.output_size()) * convolution_.depth();
}

}  // namespace inkling
