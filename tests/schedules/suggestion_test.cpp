#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/field_schema.h"
#include "numbers.h"
#include "schedules/schedule.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// As the page makes a configuration of what a schedule suggests.
Json suggested(const std::string& type, double rate, int steps) {
  Json config = Json::object();
  const auto schedule = make_schedule(type);
  for (const Json& field : list_fields(*schedule)) {
    if (!field.contains("suggested")) continue;
    const Json& value = field["suggested"];
    const std::string quantity = field.value("grows_with", "");
    double last = 0;
    const auto grown = [&](const Json& each) -> Json {
      if (quantity == "rate") return each.get<double>() * rate;
      if (quantity != "steps") return each;
      last = std::max(last + 1, std::round(each.get<double>() * steps));
      return last;
    };
    Json& own = config[field["name"].get<std::string>()];
    if (value.is_array())
      for (const Json& each : value) own.push_back(grown(each));
    else
      own = grown(value);
  }
  return {{"class_name", type}, {"config", config}};
}

}  // namespace

TEST_CASE("every schedule suggests one of the rate that is asked for") {
  for (const auto& type : schedule_types())
    for (const int steps : {1, 2, 10, 1875, 100'000}) {
      CAPTURE(type);
      CAPTURE(steps);
      constexpr double kRate = 0.02;
      const auto schedule = read_schedule(suggested(type, kRate, steps), steps);
      double highest = 0;
      for (int step = 0; step < steps; ++step) highest = std::max(highest, schedule->rate(step));
      CHECK(highest <= kRate * (1 + 1e-12));
      // In a few steps OneCycle does not get up.
      if (steps >= 10) CHECK(highest == doctest::Approx(kRate));
    }
}

TEST_CASE("a schedule is as high as what grows with the rate, and says what each field is") {
  for (const auto& type : schedule_types()) {
    CAPTURE(type);
    const auto schedule = make_schedule(type);
    const Json fields = list_fields(*schedule);
    CHECK(std::any_of(fields.begin(), fields.end(), [](const Json& field) {
      return field.value("grows_with", "") == "rate" && field.contains("suggested");
    }));
    for (const Json& field : fields) {
      CAPTURE(field["name"]);
      CHECK(field.contains("help"));
      CHECK((field.contains("default") || field.contains("suggested") || field["name"] == "warmup_target"));
    }
  }
}

TEST_CASE("a tenth of all that grows with the rate is the same schedule at a tenth") {
  for (const auto& type : schedule_types()) {
    CAPTURE(type);
    constexpr int kSteps = 50;
    const auto whole = read_schedule(suggested(type, 1, kSteps), kSteps);
    const auto tenth = read_schedule(suggested(type, 0.1, kSteps), kSteps);
    for (int step = 0; step < kSteps; ++step)
      CHECK(tenth->rate(step) == doctest::Approx(0.1 * whole->rate(step)));
  }
}
