#include "optimizers/sgd.h"

namespace inkling {

void SGD::describe_own(Fields& fields) {
  fields.number("momentum", momentum_, 0, 1);
  fields.flag("nesterov", nesterov_);
  fields.number("decay", decay_, 0, 1000);
}

void SGD::apply(ConstValues gradients, double rate, std::int64_t, Values weights) {
  const auto step = static_cast<Scalar>(-rate), momentum = static_cast<Scalar>(momentum_);
  if (momentum_ <= 0) return add_scaled(gradients, step, weights);
  const Values velocity = slot(0);
  scale(velocity, momentum);
  add_scaled(gradients, step, velocity);
  add_scaled(velocity, nesterov_ ? momentum : 1, weights);
  if (nesterov_) add_scaled(gradients, step, weights);
}

}  // namespace inkling
