#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = max(x, 0).
class Relu final : public Activation {
 public:
  void forward(Values y, int) const override { relu(y); }
  bool is_monotonic() const override { return true; }
  void backward(ConstValues, ConstValues y, Values dy, int) const override { relu_backward(y, dy); }
};

}  // namespace inkling
