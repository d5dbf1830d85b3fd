#pragma once

#include "layers/layer.h"

namespace inkling {

/// x where x > 0, else negative_slope * x. https://keras.io/api/layers/activation_layers/leaky_relu/
class LeakyReLU final : public Layer {
 public:
  std::string_view type() const override { return "LeakyReLU"; }
  void describe(Fields& fields) override { fields.number("negative_slope", negative_slope_, 0, 1); }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override { return input; }

 private:
  double negative_slope_ = 0.3;
};

}  // namespace inkling
