#include "layers/depthwise_conv2d.h"

#include "layers/regularizer.h"

namespace inkling {

void DepthwiseConv2D::describe(Fields& fields) {
  fields.pair("kernel_size", window_.size, 1);
  fields.suggest(3);
  window_.describe_steps(fields, true);
  fields.integer("depth_multiplier", depth_multiplier_, 1);
  activation_.describe(fields);
  fields.flag("use_bias", use_bias_);
  fields.fixed("dilation_rate", {1, {1, 1}});
  fields.fixed("groups", {1});
  fields.json("depthwise_initializer", depthwise_initializer_);
  fields.json("bias_initializer", bias_initializer_);
  fields.json("depthwise_regularizer", depthwise_regularizer_);
  fields.json("bias_regularizer", bias_regularizer_);
  for (const char* unsupported : {"activity_regularizer", "depthwise_constraint", "bias_constraint"})
    fields.fixed(unsupported, {});
}

Shape DepthwiseConv2D::compute_output_shape(const Shape& input) {
  const auto [output, pad] = window_.fit(type(), input);
  const int out_channels = static_cast<int>(Shape{input[2], depth_multiplier_}.elements());
  convolution_ = {input[0],          input[1],           input[2],           window_.size[0], window_.size[1],
                  depth_multiplier_, window_.strides[0], window_.strides[1], pad[0],          pad[1],
                  output[0],         output[1]};
  activation_.build();
  return {output[0], output[1], out_channels};
}

std::vector<WeightSpec> DepthwiseConv2D::declare_weights(const Shape& input) {
  const Shape kernel{window_.size[0], window_.size[1], input[2], depth_multiplier_};
  const int taps = window_.size[0] * window_.size[1];
  // Keras takes the last two axes for what goes in and what comes out, as those of Conv2D's kernel.
  std::vector<WeightSpec> specs{{.name = "depthwise_kernel",
                                 .shape = kernel,
                                 .initializer = depthwise_initializer_,
                                 .fan_in = taps * input[2],
                                 .fan_out = taps * depth_multiplier_,
                                 .l2 = read_l2("depthwise_regularizer", depthwise_regularizer_)}};
  if (use_bias_)
    specs.push_back({.name = "bias",
                     .shape = {convolution_.out_channels()},
                     .initializer = bias_initializer_,
                     .l2 = read_l2("bias_regularizer", bias_regularizer_)});
  return specs;
}

std::size_t DepthwiseConv2D::state_size(int batch) const {
  return activation_.state_size(output_shape().elements() * batch);
}

std::size_t DepthwiseConv2D::scratch_size(int) const {
  return convolution_.scratch_size();
}

void DepthwiseConv2D::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const Scalar* bias = use_bias_ ? weight(1).data : nullptr;
  convolution_.forward(x.shape[0], x.data, weight(0).data, bias, y.data);
  if (!pass.skip_activation) activation_.forward(pass.state, y);
}

void DepthwiseConv2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                               TensorView dx) {
  if (!pass.skip_activation) activation_.backward(pass.state, y, dy);
  convolution_.backward(x.shape[0], x.data, dy.data, weight(0).data, trainable() ? gradient(0).data : nullptr,
                        trainable() && use_bias_ ? gradient(1).data : nullptr, dx.data, pass.scratch);
}

double DepthwiseConv2D::multiply_adds() const {
  return static_cast<double>(convolution_.output_size()) * window_.size[0] * window_.size[1];
}

}  // namespace inkling
