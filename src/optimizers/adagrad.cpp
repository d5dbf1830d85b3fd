#include "optimizers/adagrad.h"

namespace inkling {

void Adagrad::describe_own(Fields& fields) {
  fields.number("initial_accumulator_value", initial_accumulator_value_, 0, 1e6);
  fields.number("epsilon", epsilon_, 0, 1);
}

void Adagrad::apply(ConstValues gradients, double rate, std::int64_t, Values weights) {
  adagrad(gradients, static_cast<Scalar>(rate), static_cast<Scalar>(epsilon_), slot(0), weights);
}

}  // namespace inkling
