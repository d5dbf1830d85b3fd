#pragma once

#include "schedules/periodic_decay.h"

namespace inkling {

/// initial_learning_rate / (1 + decay_rate * step / decay_steps).
/// https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/
class InverseTimeDecay final : public PeriodicDecay {
 public:
  InverseTimeDecay()
      : PeriodicDecay(
            "The rate is divided by 1 + decay_rate after decay_steps, by 1 + 2 decay_rate after twice as "
            "many.",
            1) {}
  double rate(std::int64_t step) const override;
};

}  // namespace inkling
