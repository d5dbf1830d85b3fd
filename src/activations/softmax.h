#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = exp(x) / sum exp(x) along the last axis.
class Softmax final : public Activation {
 public:
  void forward(Values y, int columns) const override { softmax_rows(y, columns); }
  void backward(ConstValues x, ConstValues y, Values dy, int columns) const override;
};

}  // namespace inkling
