#include "schedules/one_cycle.h"

#include <algorithm>

#include "base/math.h"

namespace inkling {

namespace {

/// From `begin` to `end` along half a cosine.
double annealed(double begin, double end, double progress) {
  return end + (begin - end) * 0.5 * (1 + math::cos(math::kPi * std::clamp(progress, 0.0, 1.0)));
}

}  // namespace

void OneCycle::describe(Fields& fields) {
  describe_rate(fields, "max_learning_rate", max_learning_rate_);
  fields.help("The highest rate.");
  fields.suggest(1);
  fields.number("pct_start", pct_start_, 0, 1);
  fields.help("The share of the run in which the rate rises.");
  fields.number("div_factor", div_factor_, 1, 1e9);
  fields.help("The highest rate is so many times the first.");
  fields.number("final_div_factor", final_div_factor_, 1e-6, 1e12);
  fields.help("The first rate is so many times the last.");
}

double OneCycle::rate(std::int64_t step) const {
  const double first = max_learning_rate_ / div_factor_, last = static_cast<double>(total_steps_) - 1;
  const double top = pct_start_ * static_cast<double>(total_steps_) - 1, at = static_cast<double>(step);
  if (at <= top) return annealed(first, max_learning_rate_, top > 0 ? at / top : 1);
  return annealed(max_learning_rate_, first / final_div_factor_, last > top ? (at - top) / (last - top) : 1);
}

}  // namespace inkling
