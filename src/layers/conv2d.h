#pragma once

#include "activations/activation.h"
#include "kernels/convolution.h"
#include "layers/layer.h"
#include "layers/window.h"

namespace inkling {

/// Two-dimensional convolution of (height, width, channels), with a kernel (kernel_height, kernel_width,
/// channels, filters), bias (filters) and activation.
/// https://keras.io/api/layers/convolution_layers/convolution2d/
class Conv2D final : public Layer {
 public:
  std::string_view type() const override { return "Conv2D"; }
  void describe(Fields& fields) override;
  std::size_t scratch_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  double multiply_adds() const override;
  std::string_view activation() const override { return activation_name_; }
  std::unique_ptr<Activation> take_activation() override;

 protected:
  Shape compute_output_shape(const Shape& input) override;
  std::vector<WeightSpec> declare_weights(const Shape& input) override;

 private:
  int filters_ = 0;
  Window window_;
  std::string activation_name_ = "linear";
  bool use_bias_ = true;
  std::string kernel_initializer_ = "glorot_uniform", bias_initializer_ = "zeros";
  std::unique_ptr<Activation> activation_;
  Convolution convolution_{};
};

}  // namespace inkling
