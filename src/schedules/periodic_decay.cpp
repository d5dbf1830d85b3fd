#include "schedules/periodic_decay.h"

#include <cmath>

namespace inkling {

void PeriodicDecay::describe(Fields& fields) {
  describe_rate(fields, "initial_learning_rate", initial_learning_rate_);
  fields.help("The rate of the first step.");
  fields.suggest(1);
  fields.integer("decay_steps", decay_steps_, 1);
  fields.help("In how many steps the rate falls once by decay_rate.");
  fields.grows_with("steps");
  fields.suggest(0.2);
  fields.number("decay_rate", decay_rate_, 0, 1e6);
  fields.help(help_);
  fields.suggest(suggested_rate_);
  fields.flag("staircase", staircase_);
  fields.help("Whether the rate falls all at once, after each decay_steps.");
}

double PeriodicDecay::periods(std::int64_t step) const {
  const double exact = static_cast<double>(step) / decay_steps_;
  return staircase_ ? std::floor(exact) : exact;
}

}  // namespace inkling
