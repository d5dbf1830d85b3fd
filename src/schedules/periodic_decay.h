#pragma once

#include <limits>

#include "schedules/schedule.h"

namespace inkling {

/// What falls from initial_learning_rate by decay_rate every decay_steps; with `staircase` all at once,
/// otherwise evenly.
class PeriodicDecay : public Schedule {
 public:
  void describe(Fields& fields) override;

 protected:
  /// What decay_rate is, in a sentence, and what is suggested for it.
  PeriodicDecay(const char* help, double suggested_rate) : help_(help), suggested_rate_(suggested_rate) {}
  double initial_learning_rate() const { return initial_learning_rate_; }
  double decay_rate() const { return decay_rate_; }
  /// How many times decay_steps `step` is, rounded down with `staircase`.
  double periods(std::int64_t step) const;

 private:
  const char* help_;
  double suggested_rate_;
  double initial_learning_rate_ = std::numeric_limits<double>::quiet_NaN();
  double decay_rate_ = std::numeric_limits<double>::quiet_NaN();
  int decay_steps_ = 0;
  bool staircase_ = false;
};

}  // namespace inkling
