#include "schedules/periodic_decay.h"

#include <cmath>

namespace inkling {

void PeriodicDecay::describe(Fields& fields) {
  describe_rate(fields, "initial_learning_rate", initial_learning_rate_);
  fields.integer("decay_steps", decay_steps_, 1);
  fields.number("decay_rate", decay_rate_, 0, 1e6);
  fields.flag("staircase", staircase_);
}

double PeriodicDecay::periods(std::int64_t step) const {
  const double exact = static_cast<double>(step) / decay_steps_;
  return staircase_ ? std::floor(exact) : exact;
}

}  // namespace inkling
