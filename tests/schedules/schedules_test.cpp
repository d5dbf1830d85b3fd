#include <doctest/doctest.h>

#include "fixtures.h"
#include "numbers.h"
#include "schedules/schedule.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("schedules have the rates of PyTorch and of Keras's formulas") {
  for (const std::string name :
       {"cosine_decay", "cosine_decay_warmup", "exponential_decay", "exponential_decay_staircase",
        "inverse_time_decay", "linear_warmup", "one_cycle", "piecewise_constant_decay"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("schedules/" + name + ".json");
    const auto schedule = read_schedule(fixture["schedule"], fixture["total_steps"]);
    const auto expected = fixture["rates"].get<std::vector<double>>();
    std::vector<double> rates;
    for (std::size_t step = 0; step < expected.size(); ++step)
      rates.push_back(schedule->rate(static_cast<std::int64_t>(step)));
    CHECK(distance(rates, expected) < 1e-12);
  }
}

TEST_CASE("a number is the same rate at every step") {
  const auto schedule = read_schedule(0.25, 10);
  CHECK(schedule->rate(0) == 0.25);
  CHECK(schedule->rate(1000) == 0.25);
}

TEST_CASE("CosineDecay warms up, ends at alpha and stays there") {
  const Json rate{{"class_name", "CosineDecay"},
                  {"config",
                   {{"initial_learning_rate", 0.1},
                    {"warmup_target", 0.5},
                    {"warmup_steps", 4},
                    {"decay_steps", 10},
                    {"alpha", 0.2}}}};
  const auto schedule = read_schedule(rate, 1000);
  CHECK(schedule->rate(0) == doctest::Approx(0.1));
  CHECK(schedule->rate(2) == doctest::Approx(0.3));
  CHECK(schedule->rate(4) == doctest::Approx(0.5));
  CHECK(schedule->rate(9) == doctest::Approx(0.3));
  CHECK(schedule->rate(14) == doctest::Approx(0.1));
  CHECK(schedule->rate(500) == doctest::Approx(0.1));
  for (int step = 4; step < 14; ++step) CHECK(schedule->rate(step) > schedule->rate(step + 1));
}

TEST_CASE("CosineDecay without decay_steps lasts to the end of the run") {
  const Json rate{{"class_name", "CosineDecay"}, {"config", {{"initial_learning_rate", 1}}}};
  const auto schedule = read_schedule(rate, 100);
  CHECK(schedule->rate(0) == doctest::Approx(1));
  CHECK(schedule->rate(25) == doctest::Approx(0.5 + 0.5 * std::sqrt(0.5)));
  CHECK(schedule->rate(50) == doctest::Approx(0.5));
  CHECK(schedule->rate(100) == doctest::Approx(0));
  const auto empty_run = read_schedule(rate, 0);
  CHECK(std::isfinite(empty_run->rate(1)));
}

TEST_CASE("CosineDecay warms up only where there is a warmup_target, as in Keras") {
  const auto schedule = [](const Json& more) {
    Json config{{"initial_learning_rate", 0.1}, {"decay_steps", 10}};
    config.update(more);
    return read_schedule({{"class_name", "CosineDecay"}, {"config", config}}, 100);
  };
  const auto no_target = schedule({{"warmup_steps", 4}}), no_steps = schedule({{"warmup_target", 0.4}});
  CHECK(no_target->rate(0) == doctest::Approx(0.1));
  CHECK(no_target->rate(5) == doctest::Approx(0.05));
  CHECK(no_steps->rate(0) == doctest::Approx(0.4));
  CHECK(no_steps->rate(5) == doctest::Approx(0.2));
}

TEST_CASE("PiecewiseConstantDecay changes after its boundaries, as in Keras") {
  const auto schedule = read_schedule(
      serialized("PiecewiseConstantDecay", {{"boundaries", {2, 5}}, {"values", {1, 0.5, 0.1}}}), 10);
  std::vector<double> rates;
  for (int step = 0; step < 7; ++step) rates.push_back(schedule->rate(step));
  CHECK(rates == std::vector<double>{1, 1, 1, 0.5, 0.5, 0.5, 0.1});
}

TEST_CASE("InverseTimeDecay in stairs") {
  const auto schedule = read_schedule(
      serialized("InverseTimeDecay",
                 {{"initial_learning_rate", 1}, {"decay_steps", 3}, {"decay_rate", 1}, {"staircase", true}}),
      10);
  CHECK(schedule->rate(2) == 1);
  CHECK(schedule->rate(3) == 0.5);
}

TEST_CASE("runs of no steps and of one have finite rates") {
  for (const int steps : {0, 1}) {
    CHECK(std::isfinite(read_schedule(serialized("OneCycle", {{"max_learning_rate", 1}}), steps)->rate(0)));
    CHECK(std::isfinite(
        read_schedule(serialized("CosineDecay", {{"initial_learning_rate", 1}}), steps)->rate(1)));
  }
}

TEST_CASE("schedules say what is wrong with a configuration") {
  const auto refused = [](const Json& description) {
    return refusal([&] { read_schedule(description, 10); });
  };
  CHECK(contains(refused(-1), "[learning_rate] must be from 0 to 100, got -1"));
  CHECK(contains(refused("fast"), "[learning_rate] must be a number or a schedule"));
  CHECK(contains(refused(serialized("CosineDecoy", {})), "did you mean 'CosineDecay'?"));
  CHECK(contains(refused(serialized("ExponentialDecay", {{"decay_steps", 1}})),
                 "initial_learning_rate is missing"));
  CHECK(contains(refused(serialized("OneCycle", {{"max_rate", 1}})), "[OneCycle] "));
  CHECK(contains(refused(serialized("LinearWarmup", {{"learning_rate", 1}})), "warmup_steps is missing"));
  CHECK(contains(refused(serialized("LinearWarmup", {{"learning_rate", "x"}, {"warmup_steps", 1}})),
                 "[learning_rate]"));
  const auto piecewise = [&](const Json& boundaries, const Json& values) {
    return refused(serialized("PiecewiseConstantDecay", {{"boundaries", boundaries}, {"values", values}}));
  };
  CHECK(contains(piecewise({5, 2}, {1, 2, 3}), "boundaries must rise"));
  CHECK(contains(piecewise({2}, {1}), "needs one value more than boundaries, got 1 and 1"));
  CHECK(contains(piecewise("x", {1}), "boundaries must be a list"));
  CHECK(contains(piecewise({2}, {1, -1}), "values must be a list of numbers from 0"));
}
