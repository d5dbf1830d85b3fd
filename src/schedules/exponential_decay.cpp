#include "schedules/exponential_decay.h"

#include <cmath>

#include "base/math.h"
namespace inkling {

void ExponentialDecay::describe(Fields& fields) {
  describe_rate(fields, "initial_learning_rate", initial_learning_rate_);
  fields.integer("decay_steps", decay_steps_, 1);
  fields.number("decay_rate", decay_rate_, 0, 1000);
  fields.flag("staircase", staircase_);
}

double ExponentialDecay::rate(std::int64_t step) const {
  const double exact = static_cast<double>(step) / decay_steps_,
               periods = staircase_ ? std::floor(exact) : exact;
  return initial_learning_rate_ * math::pow(decay_rate_, periods);
}

}  // namespace inkling
