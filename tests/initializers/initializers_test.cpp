#include <doctest/doctest.h>

#include <algorithm>

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
  CHECK(drawn("zeros", 5, 1, 1, 1) == std::vector<Scalar>(5, 0));
  CHECK(drawn("ones", 5, 1, 1, 1) == std::vector<Scalar>(5, 1));
}

TEST_CASE("one seed gives one set of weights, another seed another") {
  for (const auto& name : initializer_types()) {
    if (name == "zeros" || name == "ones") continue;
    CHECK(drawn(name, 50, 3, 4, 1) == drawn(name, 50, 3, 4, 1));
    CHECK(drawn(name, 50, 3, 4, 1) != drawn(name, 50, 3, 4, 2));
  }
  CHECK(contains(refusal([] { make_initializer("glorot"); }), "[initializer] unknown name 'glorot'"));
}
