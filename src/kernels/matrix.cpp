#include "kernels/matrix.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

void multiply(const Patches& left, const Scalar* packed, int n, const Scalar* bias, Scalar* out) {
  const auto& product = kernels().product;
  const int panels = product.panels(n);
  // A last panel that overlaps its neighbour writes what that writes: they are one task.
  const int tasks = n % product.panel_columns(n) == 0 ? panels : panels - 1;
  parallel_for(tasks, [&](std::size_t task, std::size_t) {
    const int first = static_cast<int>(task), last = first + 1 == tasks ? panels : first + 1;
    product.multiply(left, packed, n, first, last, bias, out);
  });
}

}  // namespace

std::size_t matrix_scratch_size(int in, int out) {
  return std::max(packed_size(in, out), packed_size(out, in));
}

void matrix_forward(int rows, int in, int out, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                    Scalar* y, Scalar* scratch) {
  kernels().product.pack(kernel, in, out, false, scratch);
  multiply(matrix_rows(x, rows, in), scratch, out, bias, y);
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
  kernels().product.pack(kernel, out, in, true, scratch);
  multiply(matrix_rows(dy, rows, out), scratch, in, nullptr, dx);
}

}  // namespace inkling
