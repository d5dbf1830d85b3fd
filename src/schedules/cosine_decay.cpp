#include "schedules/cosine_decay.h"

#include <algorithm>

#include "base/math.h"

namespace inkling {

void CosineDecay::describe(Fields& fields) {
  describe_rate(fields, "initial_learning_rate", initial_learning_rate_);
  fields.integer("decay_steps", decay_steps_, 0);
  fields.number("alpha", alpha_, 0, 1);
  describe_rate(fields, "warmup_target", warmup_target_);
  fields.integer("warmup_steps", warmup_steps_, 0);
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
