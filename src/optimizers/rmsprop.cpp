#include "optimizers/rmsprop.h"

namespace inkling {

void RMSprop::describe_own(Fields& fields) {
  fields.number("rho", rho_, 0, 1);
  fields.number("momentum", momentum_, 0, 1);
  fields.number("epsilon", epsilon_, 0, 1);
  fields.flag("centered", centered_);
}

void RMSprop::apply(ConstValues gradients, double rate, std::int64_t, Values weights) {
  const Values mean = centered_ ? slot(1) : Values();
  const Values velocity = momentum_ > 0 ? slot(slot_count() - 1) : Values();
  rmsprop(gradients, static_cast<Scalar>(rate), static_cast<Scalar>(rho_), static_cast<Scalar>(momentum_),
          static_cast<Scalar>(epsilon_), slot(0), mean, velocity, weights);
}

}  // namespace inkling
