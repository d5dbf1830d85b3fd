#pragma once

#include <limits>

#include "schedules/schedule.h"

namespace inkling {

/// initial_learning_rate / (1 + decay_rate * step / decay_steps); with `staircase` the quotient is rounded
/// down. https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/
class InverseTimeDecay final : public Schedule {
 public:
  void describe(Fields& fields) override;
  double rate(std::int64_t step) const override;

 private:
  double initial_learning_rate_ = std::numeric_limits<double>::quiet_NaN();
  double decay_rate_ = std::numeric_limits<double>::quiet_NaN();
  int decay_steps_ = 0;
  bool staircase_ = false;
};

}  // namespace inkling
