#include "kernels/matrix.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

/// Numbers of the left factor, and as many of the right, that are multiplied while they are in the cache.
constexpr int kInCache = 32768;
/// Columns of x that are multiplied while they lie side by side in the cache, at least and at most: tiles of
/// 4 and of 6 rows go into them whole.
constexpr int kFewestFeatures = 12, kMaxFeatures = 48;
/// Rows that a task takes at least: with fewer it would pack the right factor for too little.
constexpr int kFewestRows = 32;

/// Scalars of scratch for each worker of multiply().
std::size_t right_size(int depth, int n) {
  return std::max(packed_panel_size(depth, n), std::min<std::size_t>(packed_size(depth, n), kInCache));
}

/// out (rows, n) = bias + left (rows, depth) times right (depth, n), or right^T where `transposed`.
void multiply(int rows, int depth, int n, const Scalar* left, const Scalar* right, bool transposed,
              const Scalar* bias, Scalar* out, Scalar* scratch) {
  const auto& product = kernels().product;
  const int panels = product.panels(n), width = widest_panel(product, n);
  const int block = transposed ? depth : std::clamp(kInCache / rows, std::min(32, depth), depth);
  const int tasks = thread_count() == 1 ? 1 : 2 * static_cast<int>(thread_count());
  const int groups = std::min(panels, tasks), parts = std::clamp(rows / kFewestRows, 1, tasks / groups);
  parallel_for(static_cast<std::size_t>(groups) * parts, [&](std::size_t task, std::size_t worker) {
    const int part = static_cast<int>(task) / groups, group = static_cast<int>(task) % groups;
    const int begin = rows * part / parts, end = rows * (part + 1) / parts;
    const int first = panels * group / groups, last = panels * (group + 1) / groups;
    Scalar* packed = scratch + worker * right_size(depth, n);
    Scalar* own = out + std::ptrdiff_t{begin} * n;
    for (int k = 0; k < depth; k += block) {
      const int size = std::min(block, depth - k);
      const Patches some{left + std::ptrdiff_t{begin} * depth + k, 1, end - begin, 0, depth, 1, size, 0};
      const int together = std::max(kInCache / (size * width), 1);
      for (int panel = first; panel < last; panel += together) {
        const int next = std::min(panel + together, last);
        product.pack(right + std::ptrdiff_t{k} * n, size, n, transposed, panel, next, packed);
        product.multiply(some, packed, n, panel, next, k ? Sums{own, n} : Sums{bias}, own);
      }
    }
  });
}

/// Columns of x that a task takes, so that every thread gets some.
int features(int in) {
  const auto threads = static_cast<int>(thread_count());
  return std::clamp((in + threads - 1) / threads, std::min(kFewestFeatures, in), kMaxFeatures);
}

/// Numbers of the right factor that are worth sharing.
constexpr std::ptrdiff_t kWorthSharing = 1 << 16;

/// One task for each thread: what it reads of the right factor lies side by side as far as can be.
void multiply_row(int depth, int n, const Scalar* left, const Scalar* right, const Scalar* bias,
                  Scalar* out) {
  const std::size_t units = static_cast<std::size_t>(n / kRowColumns);
  const std::size_t parts = std::ptrdiff_t{depth} * n < kWorthSharing ? 1 : std::min(units, thread_count());
  parallel_for(parts, [&](std::size_t part, std::size_t) {
    const auto begin = [&](std::size_t i) { return static_cast<int>(units * i / parts) * kRowColumns; };
    kernels().product.multiply_row(left, right, depth, n, begin(part), begin(part + 1), bias, out);
  });
}

}  // namespace

std::size_t matrix_scratch_size(int rows, int in, int out) {
  const auto block = static_cast<std::size_t>(rows) * features(in);
  return thread_count() * std::max({right_size(in, out), right_size(out, in), block});
}

void matrix_forward(int rows, int in, int out, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                    Scalar* y, Scalar* scratch) {
  if (rows == 1 && out % kRowColumns == 0) return multiply_row(in, out, x, kernel, bias, y);
  multiply(rows, in, out, x, kernel, false, bias, y, scratch);
}

void matrix_backward_kernel(int rows, int in, int out, const Scalar* x, const Scalar* dy, Scalar* dkernel,
                            Scalar* scratch) {
  const int most = features(in), tasks = (in + most - 1) / most;
  parallel_for(static_cast<std::size_t>(tasks), [&](std::size_t task, std::size_t worker) {
    const int begin = static_cast<int>(task) * most, size = std::min(most, in - begin);
    Scalar* block = scratch + worker * rows * most;
    for (int row = 0; row < rows; ++row)
      std::copy_n(x + std::ptrdiff_t{row} * in + begin, size, block + std::ptrdiff_t{row} * size);
    kernels().product.accumulate(matrix_rows(block, rows, size), dy, out,
                                 dkernel + std::ptrdiff_t{begin} * out);
  });
}

void matrix_backward_input(int rows, int in, int out, const Scalar* dy, const Scalar* kernel, Scalar* dx,
                           Scalar* scratch) {
  multiply(rows, out, in, dy, kernel, true, nullptr, dx, scratch);
}

}  // namespace inkling
