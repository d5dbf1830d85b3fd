#include "schedules/schedule.h"

#include <cmath>

#include "base/error.h"
#include "base/keras.h"
#include "schedules/constant_rate.h"

namespace inkling {

namespace {
constexpr double kLargestRate = 100;
}

std::unique_ptr<Schedule> read_schedule(const Json& description, std::int64_t total_steps) {
  if (description.is_number()) {
    const auto rate = description.get<double>();
    if (!(rate >= 0 && rate <= kLargestRate)) {
      const std::string got = std::isfinite(rate) ? description.dump() : std::to_string(rate);
      fail("learning_rate", "must be from 0 to 100, got {}", got);
    }
    return std::make_unique<ConstantRate>(rate);
  }
  require(description.is_object(), "learning_rate", "must be a number or a schedule with a class_name");
  const auto [type, config] = read_class("learning_rate", description);
  auto schedule = make_schedule(type);
  read_fields(type, *schedule, config);
  schedule->begin(total_steps);
  return schedule;
}

void describe_rate(Fields& fields, const char* name, double& rate) {
  fields.number(name, rate, 0, kLargestRate);
  fields.grows_with("rate");
}

}  // namespace inkling
