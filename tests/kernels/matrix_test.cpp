#include "kernels/matrix.h"

#include <doctest/doctest.h>

#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

struct DenseResults {
  std::vector<Scalar> y, dkernel, dx;
  bool operator==(const DenseResults&) const = default;
};

DenseResults run(int rows, int in, int out) {
  Random random(1);
  const auto x = random_scalars(static_cast<std::size_t>(rows) * in, random);
  const auto kernel = random_scalars(static_cast<std::size_t>(in) * out, random);
  const auto dy = random_scalars(static_cast<std::size_t>(rows) * out, random);
  const auto bias = random_scalars(out, random);
  std::vector<Scalar> scratch(matrix_scratch_size(rows, in, out), NAN);
  DenseResults results{std::vector<Scalar>(dy.size()), std::vector<Scalar>(kernel.size()),
                       std::vector<Scalar>(x.size())};
  matrix_forward(rows, in, out, x.data(), kernel.data(), bias.data(), results.y.data(), scratch.data());
  matrix_backward_kernel(rows, in, out, x.data(), dy.data(), results.dkernel.data(), scratch.data());
  matrix_backward_input(rows, in, out, dy.data(), kernel.data(), results.dx.data(), scratch.data());
  return results;
}

}  // namespace

TEST_CASE("products of matrices have the same bits for any number of threads") {
  for (const auto& [rows, in, out] : std::vector<std::array<int, 3>>{
           {1, 1, 1}, {5, 7, 3}, {33, 50, 10}, {64, 17, 130}, {3, 200, 33}, {600, 131, 32}, {200, 40, 800}})
    for (const auto* kernels : {"portable", "auto"}) {
      CAPTURE(rows);
      use_kernels(kernels);
      std::vector<DenseResults> results;
      for (const std::size_t threads : {1, 2, 3}) {
        const Threads count(threads);
        results.push_back(run(rows, in, out));
      }
      CHECK(results[0] == results[1]);
      CHECK(results[0] == results[2]);
    }
  use_kernels("auto");
}

TEST_CASE("a single row gives the bits that it gives among others") {
  for (const auto* kernels : {"portable", "auto"})
    for (const auto& [in, out] : std::vector<std::array<int, 2>>{
             {1, 1}, {7, 3}, {9, 17}, {50, 10}, {203, 133}, {50, 32}, {203, 128}}) {
      CAPTURE(in);
      use_kernels(kernels);
      Random random(1);
      // As behind a ReLU: what is multiplied by zero is not read.
      auto x = random_scalars(3 * in, random);
      for (Scalar& each : x) each = std::max<Scalar>(each, 0);
      const auto kernel = random_scalars(static_cast<std::size_t>(in) * out, random);
      const auto bias = random_scalars(out, random);
      std::vector<Scalar> scratch(matrix_scratch_size(3, in, out)), all(3 * out), one(out);
      matrix_forward(3, in, out, x.data(), kernel.data(), bias.data(), all.data(), scratch.data());
      for (int row = 0; row < 3; ++row) {
        matrix_forward(1, in, out, x.data() + row * in, kernel.data(), bias.data(), one.data(),
                       scratch.data());
        CHECK(std::equal(one.begin(), one.end(), all.begin() + row * out));
      }
    }
  use_kernels("auto");
}

TEST_CASE("portable products have golden bits: the sum in the order of the rows") {
  const PortableKernels portable;
  // The last two do not fit the cache at once: one is cut by rows of the kernel, the other by its columns.
  for (const auto& [rows, in, out] :
       std::vector<std::array<int, 3>>{{5, 13, 7}, {600, 131, 32}, {20, 40, 1200}}) {
    CAPTURE(rows);
    Random random(1);
    const auto x = random_scalars(static_cast<std::size_t>(rows) * in, random);
    const auto kernel = random_scalars(static_cast<std::size_t>(in) * out, random);
    const auto dy = random_scalars(static_cast<std::size_t>(rows) * out, random);
    const auto bias = random_scalars(out, random);
    DenseResults expected{std::vector<Scalar>(dy.size()), std::vector<Scalar>(kernel.size()),
                          std::vector<Scalar>(x.size())};
    for (int r = 0; r < rows; ++r) {
      std::copy(bias.begin(), bias.end(), expected.y.begin() + r * out);
      for (int k = 0; k < in; ++k)
        for (int j = 0; j < out; ++j) {
          expected.y[r * out + j] += x[r * in + k] * kernel[k * out + j];
          expected.dkernel[k * out + j] += x[r * in + k] * dy[r * out + j];
          expected.dx[r * in + k] += dy[r * out + j] * kernel[k * out + j];
        }
    }
    CHECK(run(rows, in, out) == expected);
  }
}

TEST_CASE("a product may have very many rows") {
  const int rows = 100'003;
  const std::vector<Scalar> x(rows, 2), kernel{3};
  std::vector<Scalar> y(rows), scratch(matrix_scratch_size(rows, 1, rows));
  for (const auto* kernels : {"portable", "auto"}) {
    use_kernels(kernels);
    matrix_forward(rows, 1, 1, x.data(), kernel.data(), nullptr, y.data(), scratch.data());
    CHECK(y == std::vector<Scalar>(rows, 6));
    std::vector<Scalar> dkernel(rows);
    matrix_backward_kernel(1, rows, 1, x.data(), kernel.data(), dkernel.data(), scratch.data());
    CHECK(dkernel == y);
  }
  use_kernels("auto");
}
