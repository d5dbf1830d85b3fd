#include <doctest/doctest.h>

#include "base/names.h"
#include "fixtures.h"
#include "numbers.h"
#include "optimizers/optimizer.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json sgd(const Json& config) {
  return {{"class_name", "SGD"}, {"config", config}};
}

}  // namespace

TEST_CASE("optimizers make the ten steps that TensorFlow.js and PyTorch make") {
  for (const std::string name :
       {"adadelta", "adadelta_old_default", "adagrad", "adam", "adam_large_epsilon", "adam_other_rates",
        "adamw", "rmsprop", "rmsprop_centered", "rmsprop_momentum", "sgd", "sgd_decay", "sgd_momentum",
        "sgd_nesterov", "sgd_weight_decay"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("optimizers/" + name + ".json");
    const auto optimizer = read_optimizer(fixture["optimizer"]);
    Numbers weights = scalars(fixture["start"]);
    optimizer->build(weights.size(), {{"weights", 0, weights.size()}}, weights.size(), 10);
    for (std::size_t step = 0; step < 10; ++step) {
      CAPTURE(step);
      optimizer->step(scalars(fixture["gradients"][step]), weights);
      CHECK(distance(weights, scalars(fixture["values"][step])) < 2e-6);
    }
  }
}

TEST_CASE("weight_decay shrinks all trainable weights before the step, but those that are excluded") {
  const std::vector<WeightRange> ranges{{"conv2d/kernel", 0, 2}, {"conv2d/bias", 2, 1}};
  for (const auto& type : optimizer_types())
    for (const bool excludes : {false, true}) {
      Json config{{"learning_rate", 0.5}, {"weight_decay", 0.1}};
      if (excludes) config["exclude_from_weight_decay"] = {"bias", "gamma"};
      const auto optimizer = read_optimizer({{"class_name", type}, {"config", config}});
      Numbers weights{1, 2, 3, 4};
      optimizer->build(3, ranges, 4, 10);
      optimizer->step(Numbers{0, 0, 0}, weights);
      CHECK(distance(weights, std::vector<double>{0.95, 1.9, excludes ? 3 : 2.85, 4}) < 1e-6);
    }
  const auto refused = [&](const Json& excluded) {
    return refusal([&] {
      read_optimizer(sgd({{"exclude_from_weight_decay", excluded}}))->build(3, ranges, 4, 1);
    });
  };
  CHECK(contains(refused("bias"), "[SGD] exclude_from_weight_decay must be a list of names"));
  CHECK(contains(refused({1}), "must be a list of names"));
}

TEST_CASE("AdamW decays by itself") {
  const Json adamw = write_fields(*make_optimizer("adamw"));
  CHECK(adamw["weight_decay"] == 0.004);
  CHECK(write_fields(*make_optimizer("adam"))["weight_decay"] == 0);
}

TEST_CASE("Keras 2's decay lowers the rate of SGD, and is refused beside a schedule") {
  const auto optimizer = read_optimizer(sgd({{"learning_rate", 0.5}, {"decay", 0.25}}));
  Numbers weights{0};
  optimizer->build(1, {}, 1, 10);
  CHECK(optimizer->learning_rate() == doctest::Approx(0.5));
  optimizer->step(Numbers{0}, weights);
  CHECK(optimizer->learning_rate() == doctest::Approx(0.4));
  const Json schedule{{"class_name", "CosineDecay"}, {"config", {{"initial_learning_rate", 1}}}};
  CHECK(contains(refusal([&] {
                   read_optimizer(sgd({{"learning_rate", schedule}, {"decay", 0.25}}))->build(1, {}, 1, 10);
                 }),
                 "[SGD] takes decay or a schedule"));
}

TEST_CASE("use_ema keeps a moving average of all weights, to be exchanged") {
  const auto optimizer =
      read_optimizer(sgd({{"learning_rate", 1}, {"use_ema", true}, {"ema_momentum", 0.5}}));
  Numbers weights{0, 10}, average{0, 10};
  optimizer->build(1, {}, 2, 10);
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
  plain->build(1, {}, 2, 10);
  plain->swap_average(weights);
  CHECK(weights == before);
}

TEST_CASE("an optimizer follows its schedule until a rate is set") {
  const auto optimizer = read_optimizer(
      sgd({{"learning_rate", {{"class_name", "CosineDecay"}, {"config", {{"initial_learning_rate", 1}}}}}}));
  Numbers weights{0};
  optimizer->build(1, {}, 1, 2);
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
  for (const auto* name : {"adamw", "rmsprop", "adadelta", "adagrad", "sgd"})
    CHECK(lower_case(std::string(read_optimizer(name)->type())) == name);
  CHECK(contains(refusal([] { make_optimizer("Adm"); }),
                 "[optimizer] unknown name 'Adm', did you mean 'Adam'?"));
  CHECK(contains(refusal([] { read_optimizer(sgd({{"momentun", 0.9}})); }), "did you mean 'momentum'?"));
  CHECK(contains(refusal([] { read_optimizer(sgd({{"momentum", 1.5}})); }), "[SGD] momentum must be from 0"));
  CHECK(contains(refusal([] { read_optimizer(Json::array()); }), "[optimizer] needs a name"));
  for (const Json& rate : {Json(-1), Json(1000), Json("fast"), Json({{"class_name", "CosineDecoy"}}),
                           Json({{"class_name", "CosineDecay"}, {"config", {{"decay_steps", -1}}}})}) {
    CAPTURE(rate.dump());
    CHECK(refusal([&] { read_optimizer(sgd({{"learning_rate", rate}}))->build(1, {}, 1, 1); }) != "");
  }
}
