#include "schedules/exponential_decay.h"

#include "base/math.h"

namespace inkling {

double ExponentialDecay::rate(std::int64_t step) const {
  return initial_learning_rate() * math::pow(decay_rate(), periods(step));
}

}  // namespace inkling
