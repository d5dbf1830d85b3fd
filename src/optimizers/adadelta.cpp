#include "optimizers/adadelta.h"

namespace inkling {

void Adadelta::describe_own(Fields& fields) {
  fields.number("rho", rho_, 0, 1);
  fields.number("epsilon", epsilon_, 0, 1);
}

void Adadelta::apply(ConstValues gradients, double rate, std::int64_t, Values weights) {
  adadelta(gradients, static_cast<Scalar>(rate), static_cast<Scalar>(rho_), static_cast<Scalar>(epsilon_),
           slot(0), slot(1), weights);
}

}  // namespace inkling
