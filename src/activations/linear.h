#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = x.
class Linear final : public Activation {
 public:
  void forward(Values, int) const override {}
  void backward(ConstValues, ConstValues, Values, int) const override {}
};

}  // namespace inkling
