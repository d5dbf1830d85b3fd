#pragma once

#include "kernels/convolution.h"
#include "layers/kernel_and_bias.h"
#include "layers/output_activation.h"
#include "layers/window.h"

namespace inkling {

/// Two-dimensional convolution of (height, width, channels), with a kernel (kernel_height, kernel_width,
/// channels, filters), bias (filters) and activation.
/// https://keras.io/api/layers/convolution_layers/convolution2d/
class Conv2D final : public Layer {
 public:
  std::string_view type() const override { return "Conv2D"; }
  void describe(Fields& fields) override;
  std::size_t cache_size() const override { return convolution_.cache_size(); }
  std::size_t state_size(int batch) const override;
  std::size_t scratch_size(int batch) const override;
  std::size_t forward_scratch_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return trainable(); }
  bool backward_reads_output() const override { return !activation_.is_linear(); }
  bool supports_epilogue() const override { return true; }
  std::size_t epilogue_samples(int batch) const override { return convolution_.epilogue_images(batch); }
  bool pools_outputs() const override { return convolution_.pools(); }
  double multiply_adds() const override;
  std::string_view activation() const override { return activation_.name(); }

 protected:
  Shape compute_output_shape(const Shape& input) override;
  std::vector<WeightSpec> declare_weights(const Shape& input) override;

 private:
  int filters_ = 0;
  Window window_;
  OutputActivation activation_;
  KernelAndBias kernel_and_bias_;
  Convolution convolution_{};
};

}  // namespace inkling
