#pragma once

#include "losses/loss.h"

namespace inkling {

/// The mean over the classes of -t log(p) - (1 - t) log(1 - p): every class is a question of its own. Targets
/// are t (1 - s) + s / 2 for label smoothing s; probabilities are kept from 0 and from 1 by 1e-7.
/// https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class
class BinaryCrossentropy final : public Loss {
 public:
  std::string_view type() const override { return "BinaryCrossentropy"; }
  double compute(ConstTensorView predictions, ConstTensorView targets, ConstValues sample_weights,
                 bool from_logits, TensorView gradient) const override;

 protected:
  void describe_own(Fields& fields) override { fields.number("label_smoothing", label_smoothing_, 0, 1); }
  bool knows_logits() const override { return true; }

 private:
  double label_smoothing_ = 0;
};

}  // namespace inkling
