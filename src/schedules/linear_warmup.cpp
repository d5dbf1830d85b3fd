#include "schedules/linear_warmup.h"

#include <algorithm>

namespace inkling {

void LinearWarmup::describe(Fields& fields) {
  fields.integer("warmup_steps", warmup_steps_, 1);
  fields.help("In how many steps the rate rises.");
  fields.grows_with("steps");
  fields.suggest(0.1);
  fields.json("learning_rate", learning_rate_);
  fields.help("The rate, or the schedule, that is reached.");
  fields.grows_with("rate");
  fields.suggest(1);
}

double LinearWarmup::rate(std::int64_t step) const {
  return inner_->rate(step) * std::min(1.0, static_cast<double>(step + 1) / warmup_steps_);
}

}  // namespace inkling
