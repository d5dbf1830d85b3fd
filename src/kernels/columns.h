#pragma once

#include <algorithm>
#include <cstddef>

#include "tensor/scalar.h"

/// Sums over the rows of a matrix, as bias gradients and batch statistics need them: x, dy (rows, columns),
/// all else (columns); of images (B, H, W, C) the rows are B H W pixels, the columns C channels. Rows are cut
/// into a fixed number of chunks whose sums are added in order: the same bits for any number of threads.
namespace inkling {

/// Scalars of scratch that each function below needs.
std::size_t column_scratch_size(int columns);

/// sums[c] += sum of x[., c], row by row, for the columns from `c` on. `Together` sums at a time stay in
/// registers.
template <int Together = 16>
void add_rows(std::size_t rows, int columns, const Scalar* x, Scalar* sums, int c = 0) {
  for (; c + Together <= columns; c += Together) {
    Scalar own[Together];
    std::copy_n(sums + c, Together, own);
    for (std::size_t row = 0; row < rows; ++row)
      for (int i = 0; i < Together; ++i) own[i] += x[row * columns + c + i];
    std::copy_n(own, Together, sums + c);
  }
  if constexpr (Together > 1)
    if (c < columns) add_rows<Together / 4>(rows, columns, x, sums, c);
}

/// The same, by all threads.
void add_column_sums(std::size_t rows, int columns, const Scalar* x, Scalar* sums, Scalar* scratch);

/// mean[c] and variance[c] (biased) of x[., c].
void column_moments(std::size_t rows, int columns, const Scalar* x, Scalar* mean, Scalar* variance,
                    Scalar* scratch);

/// y = (x - mean) * factor + beta.
void normalize_columns(std::size_t rows, int columns, const Scalar* x, const Scalar* mean,
                       const Scalar* factor, const Scalar* beta, Scalar* y);

/// The sums behind the gradient of a batch normalisation: sum_dy[c] = sum dy, sum_dy_x[c] = sum dy * (x -
/// mean).
void normalization_sums(std::size_t rows, int columns, const Scalar* x, const Scalar* dy, const Scalar* mean,
                        Scalar* sum_dy, Scalar* sum_dy_x, Scalar* scratch);

/// dx = a * dy + b * (x - mean) + c, column by column.
void normalization_backward(std::size_t rows, int columns, const Scalar* x, const Scalar* dy,
                            const Scalar* mean, const Scalar* a, const Scalar* b, const Scalar* c,
                            Scalar* dx);

}  // namespace inkling
