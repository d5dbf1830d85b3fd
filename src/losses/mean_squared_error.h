#pragma once

#include "losses/loss.h"

namespace inkling {

/// The mean over the classes of (prediction - target)^2.
/// https://keras.io/api/losses/regression_losses/#meansquarederror-class
class MeanSquaredError final : public Loss {
 public:
  std::string_view type() const override { return "MeanSquaredError"; }
  double compute(ConstTensorView predictions, ConstTensorView targets, ConstValues sample_weights,
                 bool from_logits, TensorView gradient) const override;
};

}  // namespace inkling
