#pragma once

#include "optimizers/optimizer.h"

namespace inkling {

/// Steps scaled by running moments of the gradient (Kingma and Ba, arXiv:1412.6980), epsilon added where
/// Keras does. https://keras.io/api/optimizers/adam/
class Adam : public Optimizer {
 public:
  explicit Adam(double weight_decay = 0) : Optimizer(0.001, weight_decay) {}
  std::string_view type() const override { return "Adam"; }

 protected:
  int slot_count() const override { return 2; }
  void describe_own(Fields& fields) override;
  void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) override;

 private:
  double beta_1_ = 0.9, beta_2_ = 0.999, epsilon_ = 1e-7;
};

}  // namespace inkling
