#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"

namespace inkling {

/// The learning rate as a function of the step. https://keras.io/api/optimizers/learning_rate_schedules/
class Schedule {
 public:
  virtual ~Schedule() = default;
  /// Keras's configuration keys.
  virtual void describe(Fields& fields) = 0;
  /// Checks the configuration as a whole, and says how many steps the run will have.
  virtual void begin(std::int64_t /*total_steps*/) {}
  /// `step` counts from 0.
  virtual double rate(std::int64_t step) const = 0;
};

/// Keras's class name, such as "CosineDecay".
std::unique_ptr<Schedule> make_schedule(std::string_view type);
std::vector<std::string> schedule_types();

/// A number (the same rate at every step), or {"class_name": "CosineDecay", "config": {...}}.
std::unique_ptr<Schedule> read_schedule(const Json& description, std::int64_t total_steps);

/// A field with a learning rate, 0 to 100.
void describe_rate(Fields& fields, const char* name, double& rate);

}  // namespace inkling
