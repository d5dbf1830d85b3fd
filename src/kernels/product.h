#pragma once

#include <cstddef>

#include "tensor/scalar.h"

/// The two matrix products that Conv2D and Dense are made of: out (count, n) = left (count, depth) right
/// (depth, n), and result (depth, n) += left^T (depth, count) right (count, n). The left factor is read in
/// place: a row of it is a patch of an image, of which each image row is one contiguous segment (NHWC), or a
/// plain matrix row with a single segment. No patch is ever copied.
namespace inkling {

/// `rows` x `columns` patches. Patch (r, c) has `segments` segments of `segment` numbers; segment s starts at
/// data + r * row_stride + c * column_stride + s * segment_stride. Their concatenation is a row of length
/// depth().
struct Patches {
  const Scalar* data;
  int rows, columns;
  std::ptrdiff_t row_stride, column_stride;
  int segments, segment;
  std::ptrdiff_t segment_stride;

  int depth() const { return segments * segment; }
  int count() const { return rows * columns; }
};

/// A matrix (rows, depth), row-major.
inline Patches matrix_rows(const Scalar* data, int rows, int depth) {
  return {data, 1, rows, 0, depth, 1, depth, 0};
}

/// Where the sums of a product begin: that of (patch, j) at data[patch * stride + j], or at zero where there
/// is no data. A bias has no stride; sums that are taken up again are the output itself.
struct Sums {
  const Scalar* data = nullptr;
  std::ptrdiff_t stride = 0;
};

/// Columns at a time of a product of one row.
inline constexpr int kRowColumns = 32;

/// The products, compiled for one vector width.
struct Products {
  /// Into how many column panels a right factor with n columns is cut, and how many columns the panels
  /// [first, last) have when they are packed: the last vector of a row may repeat some of the one on its
  /// left.
  int (*panels)(int n);
  int (*packed_columns)(int n, int first, int last);

  /// packed <- the panels [first, last) of right (depth, n), or of right^T where `transposed` (then right is
  /// (n, depth)).
  void (*pack)(const Scalar* right, int depth, int n, bool transposed, int first, int last, Scalar* packed);

  /// out[patch, j] = start[patch, j] + sum_k left[patch, k] * right[k, j] for the panels [first, last), which
  /// are those that are packed; out is (count, n).
  void (*multiply)(const Patches& left, const Scalar* packed, int n, int first, int last, Sums start,
                   Scalar* out);

  /// out (n) = bias + left (depth) times right (depth, n), which is not packed, for the columns [first,
  /// last), multiples of kRowColumns: to the bit what a packed product would give, and sooner.
  void (*multiply_row)(const Scalar* left, const Scalar* right, int depth, int n, int first, int last,
                       const Scalar* bias, Scalar* out);

  /// result[k, j] += sum_patch left[patch, k] * right[patch, j]; right is (count, n), result (depth, n).
  void (*accumulate)(const Patches& left, const Scalar* right, int n, Scalar* result);
};

}  // namespace inkling
