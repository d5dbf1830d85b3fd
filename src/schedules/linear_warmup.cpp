#include "schedules/linear_warmup.h"

#include <algorithm>

namespace inkling {

void LinearWarmup::describe(Fields& fields) {
  fields.integer("warmup_steps", warmup_steps_, 1);
  fields.json("learning_rate", learning_rate_);
}

double LinearWarmup::rate(std::int64_t step) const {
  return inner_->rate(step) * std::min(1.0, static_cast<double>(step + 1) / warmup_steps_);
}

}  // namespace inkling
