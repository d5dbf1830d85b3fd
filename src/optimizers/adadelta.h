#pragma once

#include "optimizers/optimizer.h"

namespace inkling {

/// Steps as large as recent steps, in units of recent gradients (Zeiler, arXiv:1212.5701). The default rate
/// was 1 in Keras 2. https://keras.io/api/optimizers/adadelta/
class Adadelta final : public Optimizer {
 public:
  Adadelta() : Optimizer(0.001) {}
  std::string_view type() const override { return "Adadelta"; }

 protected:
  int slot_count() const override { return 2; }
  void describe_own(Fields& fields) override;
  void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) override;

 private:
  double rho_ = 0.95, epsilon_ = 1e-7;
};

}  // namespace inkling
