#pragma once

#include <limits>

#include "layers/layer.h"

namespace inkling {

/// y = scale * x + offset: ink 0..1 becomes -0.5..0.5 with scale 1 and offset -0.5.
/// https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/
class Rescaling final : public Layer {
 public:
  std::string_view type() const override { return "Rescaling"; }
  void describe(Fields& fields) override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override { return input; }

 private:
  double scale_ = std::numeric_limits<double>::quiet_NaN(), offset_ = 0;
};

}  // namespace inkling
