#include "kernels/quantized.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <type_traits>
#include <vector>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

constexpr Scalar kLeast = -128, kLargest = 127;
/// Rows that a task takes: what they need of the kernel lies in the cache for all of them, so many numbers.
constexpr int kRowsOfTask = 8, kInFastCache = 16384;
/// The input is rounded to so many steps on either side of zero, at least and at most.
constexpr int kFewestSteps = 1024, kMostSteps = std::numeric_limits<std::int16_t>::max();

/// So many that no sum of `depth` products overflows.
int steps_for(int depth) {
  return std::min(kMostSteps, std::numeric_limits<std::int32_t>::max() / 128 / depth);
}

/// The largest number without its sign; NaN where one is not finite. By bits, which are in the order of the
/// numbers, and which compilers compare many at a time.
Scalar largest_of(int depth, const Scalar* x) {
  using Bits = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
  Bits largest = 0;
  for (int k = 0; k < depth; ++k)
    largest = std::max(largest, std::bit_cast<Bits>(x[k]) & std::numeric_limits<Bits>::max());
  const auto number = std::bit_cast<Scalar>(largest);
  return std::isfinite(number) ? number : std::numeric_limits<Scalar>::quiet_NaN();
}

/// What a factor of 1 stands for; the factors, zero at first, are x in these steps. NaN where x is not
/// finite.
Scalar round_to_steps(int depth, const Scalar* x, std::int16_t* factors) {
  const Scalar largest = largest_of(depth, x), steps = static_cast<Scalar>(steps_for(depth));
  if (!(largest > 0)) return largest;
  const Scalar per_unit = steps / largest;
  // Next to nothing.
  if (!std::isfinite(per_unit)) return 0;
  for (int k = 0; k < depth; ++k) {
    // Rounding may lead past the last step, but not by as much as a half.
    const auto rounded = static_cast<std::int32_t>(x[k] * per_unit + std::copysign(Scalar(0.5), x[k]));
    factors[k] = static_cast<std::int16_t>(rounded);
  }
  return largest / steps;
}

}  // namespace

bool can_be_quantized(int depth, int n) {
  return n % kRowColumns == 0 && steps_for(depth) >= kFewestSteps;
}

std::size_t quantized_size(int depth, int n) {
  return static_cast<std::size_t>(depth + depth % 2) * n;
}

void quantize_matrix(int depth, int n, const Scalar* kernel, const Scalar* scales, std::int8_t* values) {
  std::fill_n(values, quantized_size(depth, n), std::int8_t{0});
  for (std::ptrdiff_t k = 0; k < depth; ++k)
    for (int j = 0; j < n; ++j) {
      const Scalar number = scales[j] == 0 ? 0 : std::rint(kernel[k * n + j] / scales[j]);
      values[(k / 2 * n + j) * 2 + k % 2] = static_cast<std::int8_t>(std::clamp(number, kLeast, kLargest));
    }
}

void quantized_forward(int rows, int depth, int n, const Scalar* x, const QuantizedKernel& kernel,
                       const Scalar* bias, Scalar* y) {
  const int pairs = (depth + 1) / 2, together = std::max(kInFastCache / (2 * n), 1);
  // One row is cut by its columns, more are shared out.
  const auto units = static_cast<std::size_t>(n / kRowColumns);
  const std::size_t parts = rows == 1 ? std::min(units, thread_count()) : 1;
  const std::size_t blocks = (static_cast<std::size_t>(rows) + kRowsOfTask - 1) / kRowsOfTask;
  parallel_for(blocks * parts, [&](std::size_t task, std::size_t) {
    const std::size_t part = task % parts;
    const auto begin = [&](std::size_t i) { return static_cast<int>(units * i / parts) * kRowColumns; };
    const int first = begin(part), last = begin(part + 1);
    const int first_row = static_cast<int>(task / parts) * kRowsOfTask,
              count = std::min(kRowsOfTask, rows - first_row);
    const Scalar* own_x = x + std::ptrdiff_t{first_row} * depth;
    Scalar* own_y = y + std::ptrdiff_t{first_row} * n;

    const std::size_t size = std::size_t{2} * pairs, width = n;
    std::vector<std::int16_t> factors(count * size);
    std::vector<std::int32_t> sums(count * width);
    std::array<Scalar, kRowsOfTask> steps{};
    for (int row = 0; row < count; ++row)
      steps[row] = round_to_steps(depth, own_x + std::ptrdiff_t{row} * depth, factors.data() + row * size);
    for (int pair = 0; pair < pairs; pair += together)
      for (int row = 0; row < count; ++row)
        kernels().quantized.multiply_row(
            factors.data() + row * size + std::size_t{2} * pair, kernel.values + std::ptrdiff_t{2} * pair * n,
            std::min(together, pairs - pair), n, first, last, sums.data() + row * width);
    for (int row = 0; row < count; ++row)
      for (int j = first; j < last; ++j)
        own_y[row * width + j] =
            static_cast<Scalar>(sums[row * width + j]) * (steps[row] * kernel.scales[j]) +
            (bias ? bias[j] : 0);
  });
}

}  // namespace inkling
