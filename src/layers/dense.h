#pragma once

#include "kernels/quantized.h"
#include "layers/kernel_and_bias.h"
#include "layers/output_activation.h"

namespace inkling {

/// (features) -> (units): x kernel + bias, then the activation; kernel is (features, units).
/// https://keras.io/api/layers/core_layers/dense/
class Dense final : public Layer {
 public:
  std::string_view type() const override { return "Dense"; }
  void describe(Fields& fields) override;
  std::size_t state_size(int batch) const override;
  std::size_t scratch_size(int batch) const override;
  std::size_t quantized_size() const override;
  void quantize(const Scalar* scales, std::int8_t* values) override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return trainable(); }
  bool backward_reads_output() const override { return !activation_.is_linear(); }
  double multiply_adds() const override { return static_cast<double>(input_shape()[0]) * units_; }
  std::string_view activation() const override { return activation_.name(); }

 protected:
  Shape compute_output_shape(const Shape& input) override;
  std::vector<WeightSpec> declare_weights(const Shape& input) override;

 private:
  int units_ = 0;
  OutputActivation activation_;
  KernelAndBias kernel_and_bias_;
  QuantizedKernel quantized_;
};

}  // namespace inkling
