#include <doctest/doctest.h>

#include <algorithm>

#include "fixtures.h"
#include "initializers/initializer.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

std::vector<Scalar> drawn(const std::string& name, int n, int fan_in, int fan_out, std::uint64_t seed) {
  std::vector<Scalar> weights(n);
  Random random(seed);
  make_initializer(name)->fill(TensorView(weights.data(), {n}), fan_in, fan_out, random);
  return weights;
}

}  // namespace

TEST_CASE("initial weights have the mean, the deviation and the limits that Keras gives them") {
  struct Expected {
    std::string name;
    double deviation, limit;
  };
  const int n = 60000, in = 30, out = 20;
  const double glorot = std::sqrt(2.0 / (in + out)), he = std::sqrt(2.0 / in), cut = 2 / 0.87962566103423978;
  for (const auto& [name, deviation, limit] : {Expected{"glorot_uniform", glorot, glorot * std::sqrt(3)},
                                               {"glorot_normal", glorot, glorot * cut},
                                               {"he_uniform", he, he * std::sqrt(3)},
                                               {"he_normal", he, he * cut}}) {
    CAPTURE(name);
    const auto weights = drawn(name, n, in, out, 1);
    double sum = 0, squares = 0;
    for (const Scalar weight : weights) {
      sum += weight;
      squares += double(weight) * weight;
    }
    CHECK(std::fabs(sum / n) < 0.02 * deviation);
    CHECK(std::sqrt(squares / n) == doctest::Approx(deviation).epsilon(0.01));
    const auto [least, largest] = std::minmax_element(weights.begin(), weights.end());
    CHECK(*least >= -limit * 1.000001);
    CHECK(*largest <= limit * 1.000001);
    CHECK(*largest > 0.98 * limit);
    CHECK(*least < -0.98 * limit);
  }
  CHECK(drawn("constant", 5, 1, 1, 1) == std::vector<Scalar>(5, 0));
  CHECK(drawn("zeros", 5, 1, 1, 1) == std::vector<Scalar>(5, 0));
  CHECK(drawn("ones", 5, 1, 1, 1) == std::vector<Scalar>(5, 1));
}

TEST_CASE("initial weights are distributed as those of TensorFlow.js") {
  for (const std::string name : {"constant", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform",
                                 "ones", "random_normal", "random_uniform", "zeros"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("initializers/" + name + ".json");
    const int n = fixture["count"];
    std::vector<Scalar> weights(n);
    Random random(4);
    read_initializer(fixture["initializer"])
        ->fill(TensorView(weights.data(), {n}), fixture["fan_in"], fixture["fan_out"], random);
    std::sort(weights.begin(), weights.end());
    const double deviation = fixture["deviation"], tolerance = 0.02 * deviation + 1e-7;
    for (int i = 1; i < 10; ++i)
      CHECK(std::fabs(weights[n / 10 * i] - fixture["quantiles"][i - 1].get<double>()) < tolerance);
    double mean = 0, squares = 0;
    for (const Scalar weight : weights) mean += weight / n;
    for (const Scalar weight : weights) squares += (weight - mean) * (weight - mean) / n;
    CHECK(std::fabs(mean - fixture["mean"].get<double>()) < tolerance);
    CHECK(std::fabs(std::sqrt(squares) - deviation) < tolerance);
    const double reach = contains(name, "random_normal") ? 1.5 * deviation : tolerance;
    CHECK(std::fabs(weights.front() - fixture["least"].get<double>()) < reach);
    CHECK(std::fabs(weights.back() - fixture["largest"].get<double>()) < reach);
  }
}

TEST_CASE("sobel makes the two Sobel filters, for any number of channels") {
  std::vector<Scalar> weights(3 * 3 * 2 * 3);
  Random random(1);
  const auto sobel = make_initializer("sobel");
  sobel->fill(TensorView(weights.data(), {3, 3, 2, 3}), 1, 1, random);
  const std::vector<Scalar> standing{-1, 0, 1, -2, 0, 2, -1, 0, 1}, lying{-1, -2, -1, 0, 0, 0, 1, 2, 1};
  for (std::size_t i = 0; i < weights.size(); ++i)
    CHECK(weights[i] == (i % 3 == 1 ? lying : standing)[i / 6] / 2);
  CHECK(contains(refusal([&] {
                   sobel->fill(TensorView(weights.data(), {5, 5, 1, 2}), 1, 1, random);
                 }),
                 "[sobel] needs a kernel of 3x3, got (5, 5, 1, 2)"));
}

TEST_CASE("initializers are found by class name and by identifier, as Keras writes them") {
  for (const Json& description : std::vector<Json>{"he_normal",
                                                   "HeNormal",
                                                   {{"module", "keras.initializers"},
                                                    {"class_name", "HeNormal"},
                                                    {"config", {{"seed", nullptr}}},
                                                    {"registered_name", nullptr}}})
    CHECK(refusal([&] { read_initializer(description); }) == "");
  CHECK(contains(refusal([] {
                   read_initializer({{"class_name", "HeNormal"}, {"config", {{"seed", 3}}}});
                 }),
                 "seed must be null"));
  CHECK(contains(refusal([] {
                   read_initializer({{"class_name", "RandomNormal"}, {"config", {{"stdev", 3}}}});
                 }),
                 "did you mean 'stddev'?"));
}

TEST_CASE("one seed gives one set of weights, another seed another") {
  for (const auto& name : initializer_types()) {
    if (name == "Zeros" || name == "Ones" || name == "Constant" || name == "Sobel") continue;
    CHECK(drawn(name, 50, 3, 4, 1) == drawn(name, 50, 3, 4, 1));
    CHECK(drawn(name, 50, 3, 4, 1) != drawn(name, 50, 3, 4, 2));
  }
  CHECK(contains(refusal([] { make_initializer("glorot"); }), "[initializer] unknown name 'glorot'"));
}
