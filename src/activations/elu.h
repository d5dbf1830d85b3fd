#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = x where x > 0, else exp(x) - 1 (Clevert et al., arXiv:1511.07289).
class Elu final : public Activation {
 public:
  void forward(Values y, int columns) const override;
  void backward(ConstValues x, ConstValues y, Values dy, int columns) const override;
};

}  // namespace inkling
