#pragma once

#include <vector>

#include "trainer/callback.h"

namespace inkling {

/// At the end takes weights between those that training began with and those that it ended with: alpha 0 for
/// the former, 1 for the latter. What was known before is forgotten less, what was learned is nearly all kept
/// (Wortsman et al., 2022, https://arxiv.org/abs/2109.01903). Keras has nothing like it.
class WeightInterpolation final : public Callback {
 public:
  std::string_view type() const override { return "WeightInterpolation"; }
  void describe(Fields& fields) override;
  void on_train_begin(Trainer& trainer) override;
  void on_train_end(Trainer& trainer) override;
  void describe_state(State& state) override;

 private:
  double alpha_ = 0.8;
  std::vector<Scalar> first_;
};

}  // namespace inkling
