#include "schedules/inverse_time_decay.h"

namespace inkling {

double InverseTimeDecay::rate(std::int64_t step) const {
  return initial_learning_rate() / (1 + decay_rate() * periods(step));
}

}  // namespace inkling
