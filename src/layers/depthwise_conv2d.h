#pragma once

#include "kernels/depthwise_convolution.h"
#include "layers/layer.h"
#include "layers/output_activation.h"
#include "layers/window.h"

namespace inkling {

/// Two-dimensional convolution of each channel of (height, width, channels) by itself, with a kernel
/// (kernel_height, kernel_width, channels, depth_multiplier), bias (channels * depth_multiplier) and
/// activation. Output channel c * depth_multiplier + m comes from input channel c.
/// https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
class DepthwiseConv2D final : public Layer {
 public:
  std::string_view type() const override { return "DepthwiseConv2D"; }
  void describe(Fields& fields) override;
  std::size_t state_size(int batch) const override;
  std::size_t scratch_size(int batch) const override;
  std::size_t forward_scratch_size(int /*batch*/) const override { return 0; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return trainable(); }
  bool backward_reads_output() const override { return !activation_.is_linear(); }
  double multiply_adds() const override;
  std::string_view activation() const override { return activation_.name(); }

 protected:
  Shape compute_output_shape(const Shape& input) override;
  std::vector<WeightSpec> declare_weights(const Shape& input) override;

 private:
  Window window_;
  int depth_multiplier_ = 1;
  OutputActivation activation_;
  bool use_bias_ = true;
  Json depthwise_initializer_ = "glorot_uniform", bias_initializer_ = "zeros";
  Json depthwise_regularizer_, bias_regularizer_;
  DepthwiseConvolution convolution_{};
};

}  // namespace inkling
