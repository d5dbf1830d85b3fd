#include "kernels/pooling.h"

#include <doctest/doctest.h>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("max pooling gives a gradient to one of equal numbers, the first") {
  const Pooling pooling{2, 3, 1, 2, 3, 2, 3, 0, 0, 1, 1};
  const std::vector<Scalar> x{1, 5, 5, 5, 2, 5}, dy{3};
  std::vector<Scalar> y(1), dx(6, NAN);
  pooling.max_forward(1, x.data(), y.data());
  CHECK(y == std::vector<Scalar>{5});
  pooling.max_backward(1, x.data(), y.data(), dy.data(), dx.data());
  CHECK(dx == std::vector<Scalar>{0, 3, 0, 0, 0, 0});
}

TEST_CASE("max pooling ignores what lies outside, also among negative numbers") {
  // 3x3 windows at every pixel of a 2x2 image, padded by one: each window sees all four.
  const Pooling pooling{2, 2, 1, 3, 3, 1, 1, 1, 1, 2, 2};
  const std::vector<Scalar> x{-4, -3, -2, -5}, dy{1, 2, 3, 4};
  std::vector<Scalar> y(4), dx(4, NAN);
  pooling.max_forward(1, x.data(), y.data());
  CHECK(y == std::vector<Scalar>(4, -2));
  pooling.max_backward(1, x.data(), y.data(), dy.data(), dx.data());
  CHECK(dx == std::vector<Scalar>{0, 0, 10, 0});
}

TEST_CASE("sums and means count only what lies inside") {
  const Pooling pooling{2, 2, 1, 3, 3, 1, 1, 1, 1, 2, 2};
  const std::vector<Scalar> x{1, 2, 3, 6}, dy{4, 8, 12, 16};
  std::vector<Scalar> y(4), dx(4, NAN);
  pooling.sum_forward(1, x.data(), false, y.data());
  CHECK(y == std::vector<Scalar>(4, 12));
  pooling.sum_forward(1, x.data(), true, y.data());
  CHECK(y == std::vector<Scalar>(4, 3));
  pooling.sum_backward(1, dy.data(), true, dx.data());
  CHECK(dx == std::vector<Scalar>(4, 10));
}
