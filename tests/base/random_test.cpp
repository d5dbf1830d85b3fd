#include "base/random.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <vector>

using inkling::Random;

TEST_CASE("Random: one seed gives one sequence, another stream another") {
  Random a(7), b(7), other(7, 1);
  const auto first = a.next();
  CHECK(first == b.next());
  CHECK(first != other.next());
}

TEST_CASE("Random: a saved state continues where it was") {
  Random random(3);
  random.next();
  const auto state = random.state();
  const auto expected = random.next();
  Random resumed(0);
  resumed.set_state(state);
  CHECK(resumed.next() == expected);
}

TEST_CASE("Random: uniform, normal and below have the moments they should") {
  Random random(1);
  double sum = 0, normal_sum = 0, normal_squares = 0;
  std::vector<int> counts(7);
  const int n = 70000;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform();
    CHECK((u >= 0 && u < 1));
    sum += u;
    const double z = random.normal();
    normal_sum += z;
    normal_squares += z * z;
    ++counts[random.below(7)];
  }
  CHECK(sum / n == doctest::Approx(0.5).epsilon(0.01));
  CHECK(normal_sum / n == doctest::Approx(0).epsilon(0.02));
  CHECK(normal_squares / n == doctest::Approx(1).epsilon(0.03));
  for (const int count : counts) CHECK(count == doctest::Approx(n / 7).epsilon(0.05));
}

TEST_CASE("Random: shuffle is a permutation") {
  std::vector<int> values(100);
  std::iota(values.begin(), values.end(), 0);
  Random random(5);
  random.shuffle(std::span(values));
  CHECK(values[0] + values[1] + values[2] != 3);
  std::sort(values.begin(), values.end());
  for (int i = 0; i < 100; ++i) CHECK(values[i] == i);
}
