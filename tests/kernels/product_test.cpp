#include "kernels/kernel_set.h"

#include <doctest/doctest.h>

#include <Eigen/Core>
#include <cstdint>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Matrix matrix(const Numbers& values, int rows, int columns) {
  return Eigen::Map<const Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
             values.data(), rows, columns)
      .cast<double>();
}

Numbers numbers(const Matrix& matrix) {
  Numbers values;
  for (Eigen::Index i = 0; i < matrix.size(); ++i) values.push_back(static_cast<Scalar>(matrix.data()[i]));
  return values;
}

constexpr Scalar kUnwritten = 1e30f;
const std::vector<int> kWidths{1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
                               15, 16, 17, 20, 24, 26, 28, 31, 32, 33, 64, 70};

}  // namespace

TEST_CASE("every product multiplies as Eigen does, for any size") {
  Random random(1);
  for (const auto* set : available_kernels())
    for (const int n : kWidths)
      for (int rows = 1; rows <= 30; ++rows) {
        const int depth = 1 + 2 * (rows % 9);
        CAPTURE(set->name);
        CAPTURE(n);
        CAPTURE(rows);
        const auto left = random_scalars(static_cast<std::size_t>(rows) * depth, random);
        const auto right = random_scalars(static_cast<std::size_t>(depth) * n, random);
        const auto bias = random_scalars(n, random);
        const Matrix product = matrix(left, rows, depth) * matrix(right, depth, n);
        const Matrix with_bias = product.rowwise() + matrix(bias, 1, n).row(0);

        const std::size_t end = static_cast<std::size_t>(rows) * n;
        Numbers packed(packed_size(depth, n)), out(end + 16, kUnwritten);
        const int panels = set->product.panels(n);
        REQUIRE(static_cast<std::size_t>(set->product.packed_columns(n, 0, panels) * depth) <= packed.size());
        const auto multiply = [&](const Scalar* added) {
          std::fill(out.begin(), out.end(), kUnwritten);
          for (int panel = 0; panel < panels; ++panel)
            set->product.multiply(matrix_rows(left.data(), rows, depth),
                                  packed.data() + set->product.packed_columns(n, 0, panel) * depth, n, panel,
                                  panel + 1, {added}, out.data());
          const bool within = std::all_of(out.begin() + static_cast<std::ptrdiff_t>(end), out.end(),
                                          [](Scalar value) { return value == kUnwritten; });
          CHECK(within);
          return std::span(out).first(end);
        };
        set->product.pack(right.data(), depth, n, false, 0, panels, packed.data());
        CHECK(distance(multiply(nullptr), numbers(product)) < 1e-5);
        CHECK(distance(multiply(bias.data()), numbers(with_bias)) < 1e-5);
        const auto turned = numbers(matrix(right, depth, n).transpose());
        set->product.pack(turned.data(), depth, n, true, 0, panels, packed.data());
        CHECK(distance(multiply(nullptr), numbers(product)) < 1e-5);
      }
}

TEST_CASE("every product accumulates as Eigen does") {
  Random random(2);
  for (const auto* set : available_kernels())
    for (const int n : kWidths)
      for (int rows = 1; rows <= 30; rows += 3) {
        const int depth = 1 + 2 * (rows % 11);
        CAPTURE(set->name);
        CAPTURE(n);
        CAPTURE(rows);
        const auto left = random_scalars(static_cast<std::size_t>(rows) * depth, random);
        const auto right = random_scalars(static_cast<std::size_t>(rows) * n, random);
        const auto start = random_scalars(static_cast<std::size_t>(depth) * n, random);
        const Matrix expected =
            matrix(start, depth, n) + matrix(left, rows, depth).transpose() * matrix(right, rows, n);
        const Patches patches = matrix_rows(left.data(), rows, depth);
        Numbers sums = start;
        set->product.accumulate(patches, right.data(), n, sums.data());
        CHECK(distance(sums, numbers(expected)) < 1e-5);
      }
}

TEST_CASE("patches of an image are multiplied in place") {
  // Image (5, 6, 2), patches 3x2 at every second row: 2 x 5 patches of 3 segments of 4 numbers.
  Random random(3);
  const auto image = random_scalars(5 * 6 * 2, random);
  const int n = 3;
  const Patches patches{image.data(), 2, 5, 2 * 12, 2, 3, 4, 12};
  Numbers rows;
  for (int r = 0; r < 2; ++r)
    for (int c = 0; c < 5; ++c)
      for (int y = 0; y < 3; ++y)
        for (int k = 0; k < 4; ++k) rows.push_back(image[(2 * r + y) * 12 + c * 2 + k]);
  const auto kernel = random_scalars(12 * n, random), gradient = random_scalars(10 * n, random);
  for (const auto* set : available_kernels()) {
    CAPTURE(set->name);
    Numbers packed(packed_size(12, n)), out(10 * n), dkernel(12 * n);
    set->product.pack(kernel.data(), 12, n, false, 0, set->product.panels(n), packed.data());
    set->product.multiply(patches, packed.data(), n, 0, set->product.panels(n), {}, out.data());
    CHECK(distance(out, numbers(matrix(rows, 10, 12) * matrix(kernel, 12, n))) < 1e-5);
    set->product.accumulate(patches, gradient.data(), n, dkernel.data());
    CHECK(distance(dkernel, numbers(matrix(rows, 10, 12).transpose() * matrix(gradient, 10, n))) < 1e-5);
  }
}

TEST_CASE("products are chosen by name") {
  use_kernels("portable");
  CHECK(std::string(kernels().name) == "portable");
  use_kernels("auto");
  CHECK(&kernels() == available_kernels().back());
  CHECK(contains(refusal([] { use_kernels("fastest"); }), "must be auto or portable, got 'fastest'"));
}
