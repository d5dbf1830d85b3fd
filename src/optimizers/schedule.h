#pragma once

#include <cstdint>
#include <memory>

#include "base/json.h"

namespace inkling {

/// The learning rate as a function of the step. https://keras.io/api/optimizers/learning_rate_schedules/
class Schedule {
 public:
  virtual ~Schedule() = default;
  /// `step` counts from 0.
  virtual double rate(std::int64_t step) const = 0;
};

/// A number (constant), or {"class_name": "CosineDecay", "config": {...}}. A schedule that is not told its
/// decay_steps lasts until `total_steps`.
std::unique_ptr<Schedule> read_schedule(const Json& description, std::int64_t total_steps);

}  // namespace inkling
