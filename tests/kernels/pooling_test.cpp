#include "kernels/pooling.h"

#include <doctest/doctest.h>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("max pooling gives a gradient to one of equal numbers, the first") {
  const Pooling pooling{2, 3, 1, 2, 3, 2, 3, 0, 0, 1, 1};
  const std::vector<Scalar> x{1, 5, 5, 5, 2, 5}, dy{3};
  std::vector<Scalar> y(1), where(1), dx(6, NAN);
  pooling.max_forward(x.data(), y.data(), where.data());
  CHECK(y == std::vector<Scalar>{5});
  pooling.max_backward(where.data(), dy.data(), dx.data());
  CHECK(dx == std::vector<Scalar>{0, 3, 0, 0, 0, 0});
}

TEST_CASE("windows of 2x2 pixels give to the first of equal numbers, and nothing to pixels in no window") {
  for (const int channels : {1, 3, 8, 21}) {
    // A 5x3 image of which the last row and column are in no window; all numbers of the second window are
    // equal.
    const Pooling pooling{5, 3, channels, 2, 2, 2, 2, 0, 0, 2, 1};
    const std::vector<Scalar> pixels{1, 4, 9, 3, 4, 9, 2, 2, 9, 2, 2, 9, 9, 9, 9};
    const std::vector<Scalar> wanted{0, 5, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0};
    std::vector<Scalar> x(pixels.size() * channels), y(2 * channels), where(y.size()), dy(y.size()),
        dx(x.size(), NAN);
    for (std::size_t i = 0; i < x.size(); ++i)
      x[i] = pixels[i / channels] + static_cast<Scalar>(i % channels);
    for (std::size_t i = 0; i < dy.size(); ++i) dy[i] = i < dy.size() / 2 ? 5 : 6;
    pooling.max_forward(x.data(), y.data(), where.data());
    pooling.max_backward(where.data(), dy.data(), dx.data());
    for (std::size_t i = 0; i < y.size(); ++i) CHECK(y[i] == (i < y.size() / 2 ? 4 : 2) + i % channels);
    for (std::size_t i = 0; i < dx.size(); ++i) CHECK(dx[i] == wanted[i / channels]);
  }
}

TEST_CASE("max pooling ignores what lies outside, also among negative numbers") {
  // 3x3 windows at every pixel of a 2x2 image, padded by one: each window sees all four.
  const Pooling pooling{2, 2, 1, 3, 3, 1, 1, 1, 1, 2, 2};
  const std::vector<Scalar> x{-4, -3, -2, -5}, dy{1, 2, 3, 4};
  std::vector<Scalar> y(4), where(4), dx(4, NAN);
  pooling.max_forward(x.data(), y.data(), where.data());
  CHECK(y == std::vector<Scalar>(4, -2));
  pooling.max_backward(where.data(), dy.data(), dx.data());
  CHECK(dx == std::vector<Scalar>{0, 0, 10, 0});
}

TEST_CASE("sums and means count only what lies inside") {
  const Pooling pooling{2, 2, 1, 3, 3, 1, 1, 1, 1, 2, 2};
  const std::vector<Scalar> x{1, 2, 3, 6}, dy{4, 8, 12, 16};
  std::vector<Scalar> y(4), dx(4, NAN);
  pooling.sum_forward(x.data(), false, y.data());
  CHECK(y == std::vector<Scalar>(4, 12));
  pooling.sum_forward(x.data(), true, y.data());
  CHECK(y == std::vector<Scalar>(4, 3));
  pooling.sum_backward(dy.data(), true, dx.data());
  CHECK(dx == std::vector<Scalar>(4, 10));
}
