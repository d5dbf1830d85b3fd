#include "base/math.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/hash.h"
#include "base/random.h"

using namespace inkling;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// The largest distance from the C library, in units in the last place, between low and high.
template <typename Own, typename Library>
double error(const Own& own, const Library& library, double low, double high) {
  Random random(1);
  double largest = 0;
  for (int i = 0; i < 20000; ++i) {
    const double x = random.uniform(low, high), expected = library(x);
    const double unit =
        std::max(std::nextafter(std::fabs(expected), kInfinite) - std::fabs(expected), 0x1p-1074);
    largest = std::max(largest, std::fabs(own(x) - expected) / unit);
  }
  return largest;
}

double library_exp(double x) {
  return std::exp(x);
}
double library_log(double x) {
  return std::log(x);
}

}  // namespace

TEST_CASE("exp and log are within two units in the last place") {
  CHECK(error(math::exp, library_exp, -1, 1) <= 2);
  CHECK(error(math::exp, library_exp, -700, 700) <= 2);
  CHECK(error(math::exp, library_exp, -745, -708) <= 2);
  CHECK(error(math::log, library_log, 0.5, 2) <= 2);
  CHECK(error(math::log, library_log, 0, 1e-300) <= 2);
  CHECK(error(math::log, library_log, 1e-308, 1e-320) <= 2);
  CHECK(error(math::log, library_log, 1, 1e300) <= 2);
}

TEST_CASE("erf is that of the C library but for rounding") {
  for (double x = -7; x <= 7; x += 0.001) REQUIRE(std::fabs(math::erf(x) - std::erf(x)) < 1e-15);
  CHECK(math::erf(1e30) == 1);
  CHECK(math::erf(-1e30) == -1);
}

TEST_CASE("sin, cos, tanh and pow are those of the C library but for rounding") {
  Random random(2);
  for (int i = 0; i < 20000; ++i) {
    const double x = random.uniform(-1e6, 1e6), small = random.uniform(-4, 4), base = random.uniform(0, 3);
    REQUIRE(std::fabs(math::sin(x) - std::sin(x)) < 1e-15);
    REQUIRE(std::fabs(math::cos(x) - std::cos(x)) < 1e-15);
    REQUIRE(std::fabs(math::sin(small) - std::sin(small)) < 4e-16);
    REQUIRE(math::tanh(small) == doctest::Approx(std::tanh(small)).epsilon(1e-11));
    REQUIRE(math::pow(base, small) == doctest::Approx(std::pow(base, small)).epsilon(1e-13));
  }
}

TEST_CASE("the ends of the ranges") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(math::exp(0) == 1);
  CHECK(math::exp(710) == kInfinite);
  CHECK(math::exp(kInfinite) == kInfinite);
  CHECK(math::exp(-746) == 0);
  CHECK(math::exp(-kInfinite) == 0);
  CHECK(std::isnan(math::exp(nan)));
  CHECK(math::log(1) == 0);
  CHECK(math::log(0) == -kInfinite);
  CHECK(math::log(kInfinite) == kInfinite);
  CHECK(std::isnan(math::log(-1)));
  CHECK(std::isnan(math::log(nan)));
  CHECK(math::tanh(50) == 1);
  CHECK(math::tanh(-kInfinite) == -1);
  CHECK(math::tanh(0) == 0);
  CHECK(std::isnan(math::tanh(nan)));
  CHECK(std::isnan(math::sin(1e7)));
  CHECK(std::isnan(math::cos(kInfinite)));
  CHECK(math::pow(0, 2) == 0);
  CHECK(math::pow(0, 0) == 1);
  CHECK(math::pow(0, -1) == kInfinite);
}

TEST_CASE("elementary functions have golden bits in every build") {
  Hash hash;
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const double x = random.uniform(-30, 30);
    for (const double value : {math::exp(x), math::log(x * x), math::sin(x), math::cos(x), math::tanh(x / 10),
                               math::pow(x * x, 0.3), random.normal()})
      hash.add(&value, sizeof value);
  }
  CHECK(hash.text() == "b3b4227c4ab3d0b8");
}
