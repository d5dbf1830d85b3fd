#include "session/benchmark.h"

#include <doctest/doctest.h>

#include "digits.h"
#include "numbers.h"
#include "session/catalogue.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A clock that goes on by a second whenever somebody looks at it.
std::function<double()> counting() {
  return [seconds = 0.0]() mutable { return ++seconds; };
}

const TrainingPlan kSmall{small_network(), {{"optimizer", "adam"}, {"batch_size", 6}}, 1};

}  // namespace

TEST_CASE("a benchmark has a row for every layer, with the multiply-adds that the outline tells") {
  Benchmark benchmark(kSmall, counting());
  for (int i = 0; i < 3; ++i) benchmark.train();
  const Json rows = benchmark.figures()["layers"], layers = outline(kSmall.model)["layers"];
  const Json names = Sequential::from_config(kSmall.model).config()["config"]["layers"];
  REQUIRE(rows.size() == layers.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i]["layer"] == names[i + 1]["config"]["name"]);
    CHECK(rows[i]["multiply_adds"] == layers[i]["multiply_adds"]);
    // The activation and the pooling after it run as one step, which has its seconds in the first row.
    const bool is_pooling = i == 3;
    CHECK(rows[i]["step"] == rows[is_pooling ? 2 : i]["layer"]);
    CHECK(rows[i]["forward_seconds"] == (is_pooling ? 0 : 3));
    CHECK(rows[i]["backward_seconds"] == (is_pooling ? 0 : 3));
  }
  // Nobody needs the gradient of the images.
  CHECK(rows[0]["backward_multiply_adds"] == rows[0]["multiply_adds"]);
  CHECK(rows[4]["backward_multiply_adds"] == 2 * rows[4]["multiply_adds"].get<double>());
}

TEST_CASE("a benchmark counts the batches it was asked for, and nothing before them") {
  Benchmark benchmark(kSmall, counting());
  const Json nothing{{"images", 0}, {"seconds", 0.0}};
  CHECK(benchmark.figures()["training"] == nothing);
  CHECK(benchmark.figures()["reading"] == nothing);
  for (int i = 0; i < 25; ++i) benchmark.train();
  CHECK(benchmark.figures()["training"]["images"] == 25 * 6);
  CHECK(benchmark.figures()["reading"] == nothing);
  const Json layers = benchmark.figures()["layers"];
  benchmark.read();
  CHECK(benchmark.figures()["reading"]["images"] == 6);
  CHECK(benchmark.figures()["layers"] == layers);
}

TEST_CASE("a benchmark is of the plan: frozen layers are not differentiated, classes may be few") {
  TrainingPlan plan = kSmall;
  Json& layers = plan.model["config"]["layers"];
  layers[1]["config"]["trainable"] = false;
  layers[2]["config"]["trainable"] = false;
  layers.back()["config"]["units"] = 3;
  Benchmark benchmark(plan, counting());
  benchmark.train();
  const Json rows = benchmark.figures()["layers"];
  CHECK(rows[0]["forward_seconds"] == 1);
  CHECK(rows[0]["backward_seconds"] == 0);
  CHECK(rows[0]["backward_multiply_adds"] == 0);
}

TEST_CASE("what cannot be measured is refused in words") {
  const auto refused = [](const char* key, const Json& value) {
    TrainingPlan plan = kSmall;
    plan.training[key] = value;
    return refusal([&] { Benchmark(plan, counting()); });
  };
  CHECK(contains(refused("batch_size", 2'000'000'000), "takes more than 1 GB"));
  CHECK(contains(refused("batch_size", 0), "batch_size"));
  CHECK(contains(refused("optimizer", "adamm"), "Adam"));
  TrainingPlan flat = kSmall;
  flat.model["config"]["layers"] = parse_json("layers", R"([
    {"class_name": "InputLayer", "config": {"batch_shape": [null, 8]}},
    {"class_name": "Dense", "config": {"units": 10}}])");
  CHECK(contains(refusal([&] { Benchmark(flat, counting()); }), "must take images"));
}
