#pragma once

#include "layers/layer.h"

namespace inkling {

/// While training, each number becomes 0 with probability `rate`, and the others are divided by 1 - rate
/// (Srivastava et al., 2014). https://keras.io/api/layers/regularization_layers/dropout/
class Dropout final : public Layer {
 public:
  std::string_view type() const override { return "Dropout"; }
  void describe(Fields& fields) override;
  std::size_t state_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override { return input; }

 private:
  double rate_ = 0.5;
};

}  // namespace inkling
