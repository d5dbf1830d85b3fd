#pragma once

#include "losses/loss.h"

namespace inkling {

/// -sum target * log(probability), with targets t (1 - s) + s / classes for label smoothing s (Szegedy et
/// al., arXiv:1512.00567). Probabilities are divided by their sum and kept from 0 by 1e-7.
/// https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class
class CategoricalCrossentropy : public Loss {
 public:
  std::string_view type() const override { return "CategoricalCrossentropy"; }
  bool takes_logits() const override { return true; }
  double compute(ConstTensorView predictions, ConstTensorView targets, ConstValues sample_weights,
                 bool from_logits, TensorView gradient) const override;

 protected:
  void describe_own(Fields& fields) override { fields.number("label_smoothing", label_smoothing_, 0, 1); }
  bool knows_logits() const override { return true; }

 private:
  double label_smoothing_ = 0;
};

}  // namespace inkling
