#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = tanh(x).
class Tanh final : public Activation {
 public:
  void forward(Values y, int columns) const override;
  bool is_monotonic() const override { return true; }
  void backward(ConstValues x, ConstValues y, Values dy, int columns) const override;
};

}  // namespace inkling
