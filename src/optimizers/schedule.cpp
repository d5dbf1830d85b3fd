#include "optimizers/schedule.h"

#include "base/error.h"
#include "base/names.h"
#include "optimizers/constant_rate.h"
#include "optimizers/cosine_decay.h"

namespace inkling {

std::unique_ptr<Schedule> read_schedule(const Json& description, std::int64_t total_steps) {
  if (description.is_number()) {
    const auto rate = description.get<double>();
    if (!(rate >= 0 && rate <= 100))
      fail("learning_rate", "must be from 0 to 100, got " + description.dump());
    return std::make_unique<ConstantRate>(rate);
  }
  require(
      description.is_object() && description.contains("class_name") && description["class_name"].is_string(),
      "learning_rate", "must be a number or a schedule with a class_name");
  const auto name = description["class_name"].get<std::string>();
  if (name != "CosineDecay") fail("learning_rate", unknown_name(name, {"CosineDecay"}));
  auto schedule = std::make_unique<CosineDecay>(total_steps);
  read_fields(name, *schedule, description.value("config", Json::object()));
  return schedule;
}

}  // namespace inkling
