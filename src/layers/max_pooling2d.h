#pragma once

#include "layers/pooling2d.h"

namespace inkling {

/// The largest number of each window and channel. https://keras.io/api/layers/pooling_layers/max_pooling2d/
class MaxPooling2D final : public Pooling2D {
 public:
  std::string_view type() const override { return "MaxPooling2D"; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
};

}  // namespace inkling
