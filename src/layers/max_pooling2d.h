#pragma once

#include "kernels/pooling.h"
#include "layers/layer.h"
#include "layers/window.h"

namespace inkling {

/// The largest number of each window and channel. https://keras.io/api/layers/pooling_layers/max_pooling2d/
class MaxPooling2D final : public Layer {
 public:
  std::string_view type() const override { return "MaxPooling2D"; }
  void describe(Fields& fields) override;
  std::size_t scratch_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  Window window_{.size = {2, 2}};
  Pooling pooling_{};
};

}  // namespace inkling
