#pragma once

#include "optimizers/optimizer.h"

namespace inkling {

/// Steps divided by the root of all squared gradients so far (Duchi et al., 2011).
/// https://keras.io/api/optimizers/adagrad/
class Adagrad final : public Optimizer {
 public:
  Adagrad() : Optimizer(0.001) {}
  std::string_view type() const override { return "Adagrad"; }

 protected:
  int slot_count() const override { return 1; }
  double slot_start() const override { return initial_accumulator_value_; }
  void describe_own(Fields& fields) override;
  void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) override;

 private:
  double initial_accumulator_value_ = 0.1, epsilon_ = 1e-7;
};

}  // namespace inkling
