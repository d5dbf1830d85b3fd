#pragma once

#include "optimizers/optimizer.h"

namespace inkling {

/// Steps divided by the root of a moving average of squared gradients (Tieleman and Hinton, 2012), less the
/// square of their moving average where `centered`. https://keras.io/api/optimizers/rmsprop/
class RMSprop final : public Optimizer {
 public:
  RMSprop() : Optimizer(0.001) {}
  std::string_view type() const override { return "RMSprop"; }

 protected:
  int slot_count() const override { return 1 + centered_ + (momentum_ > 0); }
  void describe_own(Fields& fields) override;
  void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) override;

 private:
  double rho_ = 0.9, momentum_ = 0, epsilon_ = 1e-7;
  bool centered_ = false;
};

}  // namespace inkling
