#include "schedules/cosine_decay.h"

#include <algorithm>

#include "base/math.h"

namespace inkling {

void CosineDecay::describe(Fields& fields) {
  describe_rate(fields, "initial_learning_rate", initial_learning_rate_);
  fields.help("The rate of the first step, from which it falls, or rises to warmup_target.");
  fields.suggest(1);
  fields.integer("decay_steps", decay_steps_, 0);
  fields.help("In how many steps the rate falls; 0 for all that are left.");
  fields.number("alpha", alpha_, 0, 1);
  fields.help("What is left of the highest rate in the end, as a fraction.");
  describe_rate(fields, "warmup_target", warmup_target_);
  fields.help("The highest rate, where the first steps lead up to one.");
  fields.integer("warmup_steps", warmup_steps_, 0);
  fields.help("In how many steps the rate rises to warmup_target.");
}

double CosineDecay::rate(std::int64_t step) const {
  const bool warms_up = warmup_target_ >= 0;
  const double peak = warms_up ? warmup_target_ : initial_learning_rate_;
  const int warmup_steps = warms_up ? warmup_steps_ : 0;
  const auto position = static_cast<double>(step);
  if (step < warmup_steps)
    return initial_learning_rate_ + (peak - initial_learning_rate_) * position / warmup_steps;
  const double length =
      decay_steps_ > 0 ? decay_steps_ : std::max<double>(1, static_cast<double>(total_steps_ - warmup_steps));
  const double progress = std::min(1.0, (position - warmup_steps) / length);
  return peak * (alpha_ + (1 - alpha_) * 0.5 * (1 + math::cos(math::kPi * progress)));
}

}  // namespace inkling
