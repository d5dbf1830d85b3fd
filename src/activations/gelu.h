#pragma once

#include "activations/activation.h"

namespace inkling {

/// y = x P(X <= x) for X of the standard normal distribution, exactly (Hendrycks and Gimpel,
/// arXiv:1606.08415).
class Gelu final : public Activation {
 public:
  void forward(Values y, int columns) const override;
  bool needs_input() const override { return true; }
  void backward(ConstValues x, ConstValues y, Values dy, int columns) const override;
};

}  // namespace inkling
