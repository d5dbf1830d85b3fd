#pragma once

#include "layers/pooling2d.h"

namespace inkling {

/// The sum of each window and channel; Keras has none, and its AveragePooling2D is the same but for a factor
/// where nothing is padded.
class SumPooling2D final : public Pooling2D {
 public:
  std::string_view type() const override { return "SumPooling2D"; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
};

}  // namespace inkling
