#include <doctest/doctest.h>

#include "fixtures.h"
#include "numbers.h"
#include "optimizers/optimizer.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Numbers = std::vector<Scalar>;

Json sgd(const Json& config) {
  return {{"class_name", "SGD"}, {"config", config}};
}

}  // namespace

TEST_CASE("optimizers make the ten steps that TensorFlow.js makes") {
  for (const std::string name :
       {"adam", "adam_large_epsilon", "adam_other_rates", "sgd", "sgd_momentum", "sgd_nesterov"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("optimizers/" + name + ".json");
    const auto optimizer = read_optimizer(fixture["optimizer"]);
    Numbers weights = scalars(fixture["start"]);
    optimizer->build(weights.size(), weights.size(), weights.size(), 10);
    for (std::size_t step = 0; step < 10; ++step) {
      CAPTURE(step);
      optimizer->step(scalars(fixture["gradients"][step]), weights);
      CHECK(distance(weights, scalars(fixture["values"][step])) < 2e-6);
    }
  }
}

TEST_CASE("weight_decay shrinks the first weights, before the step, by the rate times itself") {
  for (const std::string type : {"SGD", "Adam"}) {
    const auto optimizer =
        read_optimizer({{"class_name", type}, {"config", {{"learning_rate", 0.5}, {"weight_decay", 0.1}}}});
    Numbers weights{1, 2, 3, 4};
    optimizer->build(3, 2, 4, 10);
    optimizer->step(Numbers{0, 0, 0}, weights);
    CHECK(distance(weights, std::vector<double>{0.95, 1.9, 3, 4}) < 1e-6);
  }
}

TEST_CASE("use_ema keeps a moving average of all weights, to be exchanged") {
  const auto optimizer =
      read_optimizer(sgd({{"learning_rate", 1}, {"use_ema", true}, {"ema_momentum", 0.5}}));
  Numbers weights{0, 10}, average{0, 10};
  optimizer->build(1, 0, 2, 10);
  for (int step = 1; step <= 20; ++step) {
    weights[1] = static_cast<Scalar>(10 + step);  // as moving statistics change in a forward pass
    if (step == 1) average = weights;
    optimizer->step(Numbers{-1}, weights);
    const double momentum = std::min(0.5, (1.0 + step) / (10.0 + step));
    for (int i = 0; i < 2; ++i)
      average[i] = static_cast<Scalar>(momentum * average[i] + (1 - momentum) * weights[i]);
  }
  CHECK(weights == Numbers{20, 30});
  const Numbers before = weights;
  optimizer->swap_average(weights);
  CHECK(distance(weights, average) < 1e-6);
  CHECK(weights != before);
  optimizer->swap_average(weights);
  CHECK(weights == before);

  const auto plain = make_optimizer("adam");
  plain->build(1, 0, 2, 10);
  plain->swap_average(weights);
  CHECK(weights == before);
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

TEST_CASE("an optimizer follows its schedule until a rate is set") {
  const auto optimizer = read_optimizer(
      sgd({{"learning_rate", {{"class_name", "CosineDecay"}, {"config", {{"initial_learning_rate", 1}}}}}}));
  Numbers weights{0};
  optimizer->build(1, 0, 1, 2);
  CHECK(optimizer->learning_rate() == doctest::Approx(1));
  optimizer->step(Numbers{-1}, weights);
  CHECK(weights[0] == doctest::Approx(1));
  CHECK(optimizer->learning_rate() == doctest::Approx(0.5));
  optimizer->step(Numbers{-1}, weights);
  CHECK(weights[0] == doctest::Approx(1.5));
  optimizer->set_learning_rate(0.25);
  optimizer->step(Numbers{-1}, weights);
  CHECK(weights[0] == doctest::Approx(1.75));
}

TEST_CASE("optimizers are found by name and refuse what they do not know") {
  for (const auto* name : {"adam", "Adam"}) CHECK(read_optimizer(name)->type() == "Adam");
  CHECK(contains(refusal([] { make_optimizer("Adm"); }),
                 "[optimizer] unknown name 'Adm', did you mean 'Adam'?"));
  CHECK(contains(refusal([] { read_optimizer(sgd({{"momentun", 0.9}})); }), "did you mean 'momentum'?"));
  CHECK(contains(refusal([] { read_optimizer(sgd({{"momentum", 1.5}})); }), "[SGD] momentum must be from 0"));
  CHECK(contains(refusal([] { read_optimizer(Json::array()); }), "[optimizer] needs a name"));
  for (const Json& rate : {Json(-1), Json(1000), Json("fast"), Json({{"class_name", "CosineDecoy"}}),
                           Json({{"class_name", "CosineDecay"}, {"config", {{"decay_steps", -1}}}})}) {
    CAPTURE(rate.dump());
    CHECK(refusal([&] { read_optimizer(sgd({{"learning_rate", rate}}))->build(1, 1, 1, 1); }) != "");
  }
}
