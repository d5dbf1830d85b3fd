#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = x where x > 0, else 0.2 x: Keras 3's negative_slope.
class LeakyRelu final : public Activation {
 public:
  static constexpr Scalar kNegativeSlope = Scalar(0.2);
  void forward(Values y, int columns) const override;
  void backward(ConstValues x, ConstValues y, Values dy, int columns) const override;
};

}  // namespace inkling
