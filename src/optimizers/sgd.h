#pragma once

#include "optimizers/optimizer.h"

namespace inkling {

/// Gradient descent with momentum, also Nesterov's (Sutskever et al., 2013), and with Keras 2's decay.
/// https://keras.io/api/optimizers/sgd/
class SGD final : public Optimizer {
 public:
  SGD() : Optimizer(0.01) {}
  std::string_view type() const override { return "SGD"; }

 protected:
  int slot_count() const override { return momentum_ > 0 ? 1 : 0; }
  double decay() const override { return decay_; }
  void describe_own(Fields& fields) override;
  void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) override;

 private:
  double momentum_ = 0;
  bool nesterov_ = false;
  double decay_ = 0;
};

}  // namespace inkling
