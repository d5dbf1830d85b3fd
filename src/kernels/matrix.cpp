#include "kernels/matrix.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

/// Rows that a task takes at least: with fewer it would read the right factor for too little.
constexpr int kFewestRows = 32;

/// out (rows, n) = bias + left (rows, depth) times right (depth, n), or right^T where `transposed`.
void multiply(int rows, int depth, int n, const Scalar* left, const Scalar* right, bool transposed,
              const Scalar* bias, Scalar* out, Scalar* packed) {
  const auto& product = kernels().product;
  const int panels = product.panels(n);
  parallel_for(panels, [&](std::size_t task, std::size_t) {
    const int panel = static_cast<int>(task);
    product.pack(right, depth, n, transposed, panel, panel + 1, packed);
  });
  // A last panel that overlaps its neighbour writes what that writes: they are one task.
  const int columns = n % product.panel_columns(n) == 0 ? panels : panels - 1;
  const int parts = std::max(rows / kFewestRows, 1);
  parallel_for(static_cast<std::size_t>(columns) * parts, [&](std::size_t task, std::size_t) {
    const int part = static_cast<int>(task) / columns, column = static_cast<int>(task) % columns;
    const int begin = rows * part / parts, end = rows * (part + 1) / parts;
    product.multiply(matrix_rows(left + std::ptrdiff_t{begin} * depth, end - begin, depth), packed, n, column,
                     column + 1 == columns ? panels : column + 1, bias, out + std::ptrdiff_t{begin} * n);
  });
}

/// Columns of a single row that a task takes, or a multiple of them: whole vectors of any width.
constexpr int kColumns = 32;
/// Numbers of the right factor that are worth sharing.
constexpr std::ptrdiff_t kWorthSharing = 1 << 16;

/// One task for each thread: what it reads of the right factor lies side by side as far as can be.
void multiply_row(int depth, int n, const Scalar* left, const Scalar* right, const Scalar* bias,
                  Scalar* out) {
  const std::size_t units = static_cast<std::size_t>(n / kColumns);
  const std::size_t parts = std::ptrdiff_t{depth} * n < kWorthSharing ? 1 : std::min(units, thread_count());
  parallel_for(parts, [&](std::size_t part, std::size_t) {
    const auto begin = [&](std::size_t i) { return static_cast<int>(units * i / parts) * kColumns; };
    kernels().product.multiply_row(left, right, depth, n, begin(part), begin(part + 1), bias, out);
  });
}

}  // namespace

std::size_t matrix_scratch_size(int in, int out) {
  return std::max(packed_size(in, out), packed_size(out, in));
}

void matrix_forward(int rows, int in, int out, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                    Scalar* y, Scalar* scratch) {
  if (rows == 1 && out % kColumns == 0) return multiply_row(in, out, x, kernel, bias, y);
  multiply(rows, in, out, x, kernel, false, bias, y, scratch);
}

void matrix_backward_kernel(int rows, int in, int out, const Scalar* x, const Scalar* dy, Scalar* dkernel) {
  const auto& product = kernels().product;
  const Patches left = matrix_rows(x, rows, in);
  const std::size_t tiles = product.tiles(left, out), parts = std::min(tiles, 4 * thread_count());
  parallel_for(parts, [&](std::size_t part, std::size_t) {
    product.accumulate(left, dy, out, static_cast<int>(tiles * part / parts),
                       static_cast<int>(tiles * (part + 1) / parts), dkernel);
  });
}

void matrix_backward_input(int rows, int in, int out, const Scalar* dy, const Scalar* kernel, Scalar* dx,
                           Scalar* scratch) {
  multiply(rows, out, in, dy, kernel, true, nullptr, dx, scratch);
}

}  // namespace inkling
