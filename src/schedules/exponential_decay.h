#pragma once

#include "schedules/periodic_decay.h"

namespace inkling {

/// initial_learning_rate * decay_rate ^ (step / decay_steps).
/// https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/
class ExponentialDecay final : public PeriodicDecay {
 public:
  ExponentialDecay() : PeriodicDecay("What the rate is multiplied by in decay_steps.", 0.5) {}
  double rate(std::int64_t step) const override;
};

}  // namespace inkling
