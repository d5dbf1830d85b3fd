#include "kernels/quantized.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "kernels/kernel_set.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

struct Layer8 {
  int depth, n;
  Numbers kernel, scales, bias;
  std::vector<std::int8_t> values;

  Layer8(int features, int units) : depth(features), n(units) {
    Random random(5);
    scales = random_scalars(n, random);
    for (Scalar& scale : scales) scale = std::fabs(scale) + Scalar(0.01);
    bias = random_scalars(n, random);
    kernel.resize(static_cast<std::size_t>(depth) * n);
    for (std::size_t i = 0; i < kernel.size(); ++i)
      kernel[i] = std::rint(static_cast<Scalar>(random.uniform(-128, 127))) * scales[i % n];
    values.resize(quantized_size(depth, n));
    quantize_matrix(depth, n, kernel.data(), scales.data(), values.data());
  }

  Numbers forward(const Numbers& x, bool with_bias = true) const {
    const int rows = static_cast<int>(x.size()) / depth;
    Numbers y(static_cast<std::size_t>(rows) * n, NAN);
    quantized_forward(rows, depth, n, x.data(), {values.data(), scales.data()},
                      with_bias ? bias.data() : nullptr, y.data());
    return y;
  }
};

/// Half of it zero, as behind a ReLU.
Numbers activations(int rows, int depth) {
  Random random(6);
  Numbers x = random_scalars(static_cast<std::size_t>(rows) * depth, random);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (i % 7 < 4) x[i] = 0;
  return x;
}

}  // namespace

TEST_CASE("a quantized kernel gives what its numbers do, to the rounding of the input") {
  for (const auto& shape :
       std::vector<std::array<int, 2>>{{1, 32}, {2, 64}, {15, 32}, {203, 96}, {9216, 128}}) {
    const int depth = shape[0], n = shape[1];
    CAPTURE(depth);
    REQUIRE(can_be_quantized(depth, n));
    const Layer8 layer(depth, n);
    const Numbers x = activations(2, depth), y = layer.forward(x), without = layer.forward(x, false);
    for (int row = 0; row < 2; ++row)
      for (int j = 0; j < n; ++j) {
        double sum = 0, size = 0;
        for (int k = 0; k < depth; ++k) {
          const double product = static_cast<double>(x[row * depth + k]) * layer.kernel[k * n + j];
          sum += product;
          size += product * product;
        }
        const int i = row * n + j;
        CHECK(std::fabs(without[i] - sum) < 2e-3 * std::sqrt(size) + 1e-5);
        CHECK(y[i] == doctest::Approx(without[i] + layer.bias[j]).epsilon(1e-5));
      }
  }
}

TEST_CASE("it gives the same bits by every kernel set, for any number of threads and rows") {
  const Layer8 layer(301, 160);
  const Numbers x = activations(3, 301);
  use_kernels("portable");
  const Numbers expected = layer.forward(x);
  for (const auto* set : available_kernels()) {
    CAPTURE(set->name);
    choose_kernels(*set);
    for (const std::size_t threads : {1, 2, 4}) {
      const Threads count(threads);
      CHECK(layer.forward(x) == expected);
      CHECK(layer.forward(Numbers(x.begin(), x.begin() + 301)) ==
            Numbers(expected.begin(), expected.begin() + 160));
    }
  }
  use_kernels("auto");
}

TEST_CASE("no sum overflows, nothing is divided by zero, and what is not finite stays so") {
  Layer8 layer(16'000, 32);
  std::fill(layer.values.begin(), layer.values.end(), std::int8_t{-128});
  std::fill(layer.scales.begin(), layer.scales.end(), Scalar(1));
  CHECK(layer.forward(Numbers(16'000, 3), false)[0] == doctest::Approx(-128 * 3 * 16'000.0).epsilon(1e-3));
  CHECK(layer.forward(Numbers(16'000, 0), false) == Numbers(32, 0));
  CHECK(layer.forward(Numbers(16'000, std::numeric_limits<Scalar>::denorm_min()), false) == Numbers(32, 0));
  std::vector<std::int8_t> of_nothing(quantized_size(1, 32), 7);
  quantize_matrix(1, 32, Numbers(32, 0).data(), Numbers(32, 0).data(), of_nothing.data());
  CHECK(of_nothing == std::vector<std::int8_t>(of_nothing.size(), 0));
  Numbers wild(16'000, 1);
  wild[7] = INFINITY;
  CHECK(std::isnan(layer.forward(wild)[0]));
  CHECK_FALSE(can_be_quantized(20'000, 32));
  CHECK_FALSE(can_be_quantized(100, 10));
}
