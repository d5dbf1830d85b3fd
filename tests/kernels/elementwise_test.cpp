#include "kernels/elementwise.h"

#include <doctest/doctest.h>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("whole arrays are scaled, added, multiplied and blended, also empty ones") {
  Numbers y{1, -2, 3};
  add_scaled(Numbers{10, 20, 30}, Scalar(0.5), y);
  CHECK(y == Numbers{6, 8, 18});
  scale(y, 2);
  CHECK(y == Numbers{12, 16, 36});
  multiply(Numbers{1, 2, 3}, Numbers{4, 5, 6}, y);
  CHECK(y == Numbers{4, 10, 18});
  blend(Numbers{0, 2, 10}, Scalar(0.75), y);
  CHECK(y == Numbers{3, 8, 16});
  add_scaled({}, 2, {});
  scale({}, 2);
  softmax_rows({}, 3);
}

TEST_CASE("whole arrays have the bits of plain loops, wherever they begin") {
  Random random(1);
  const Scalar rate = Scalar(0.01), one = Scalar(0.9), two = Scalar(0.999), epsilon = Scalar(1e-7);
  for (const std::size_t n : {1, 4, 7, 16, 1003}) {
    CAPTURE(n);
    const auto g = random_scalars(n + 1, random), x = random_scalars(n + 1, random);
    Numbers m = random_scalars(n + 1, random), v = random_scalars(n + 1, random, 0, 1), w = x;
    Numbers loop_m = m, loop_v = v, loop_w = w, sum = x, loop_sum = x, average = x, loop_average = x;
    const auto from_1 = [n](auto& values) { return std::span(values).subspan(1, n); };
    adam(from_1(g), rate, one, two, epsilon, from_1(m), from_1(v), from_1(w));
    add_scaled(from_1(g), rate, from_1(sum));
    blend(from_1(g), two, from_1(average));
    for (std::size_t i = 1; i <= n; ++i) {
      loop_m[i] += (1 - one) * (g[i] - loop_m[i]);
      loop_v[i] += (1 - two) * (g[i] * g[i] - loop_v[i]);
      loop_w[i] -= rate * loop_m[i] / (std::sqrt(loop_v[i]) + epsilon);
      loop_sum[i] += rate * g[i];
      loop_average[i] = two * loop_average[i] + (1 - two) * g[i];
    }
    CHECK(m == loop_m);
    CHECK(v == loop_v);
    CHECK(w == loop_w);
    CHECK(sum == loop_sum);
    CHECK(average == loop_average);
  }
}

TEST_CASE("relu keeps positive numbers, and so does its gradient; NaN is not hidden") {
  Numbers y{-1, 0, 2, -0.5, static_cast<Scalar>(NAN)}, dy{1, 2, 3, 4, 5};
  relu(y);
  CHECK(Numbers(y.begin(), y.end() - 1) == Numbers{0, 0, 2, 0});
  CHECK(std::isnan(y[4]));
  relu_backward(y, dy);
  CHECK(Numbers(dy.begin(), dy.end() - 1) == Numbers{0, 0, 3, 0});
}

TEST_CASE("relu of many numbers is that of each") {
  Random random(1);
  for (const std::size_t n : {1, 1000, 16384, 100'003}) {
    const auto x = random_scalars(n, random);
    Numbers y = x, dy = x;
    relu(y);
    relu_backward(y, dy);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < n; ++i) wrong += y[i] != (x[i] > 0 ? x[i] : 0) || dy[i] != y[i];
    CHECK(wrong == 0);
  }
}

TEST_CASE("softmax rows sum to 1, whatever the numbers") {
  Numbers y{1, 2, 3, /**/ 1e4f, -1e4f, 0, /**/ -1e30f, -1e30f, -1e30f, /**/ 88, 89, 710};
  softmax_rows(y, 3);
  CHECK(distance(y, std::vector<double>{0.09003057, 0.24472847, 0.66524096, 1, 0, 0, 1. / 3, 1. / 3, 1. / 3,
                                        0, 0, 1}) < 1e-6);
}
