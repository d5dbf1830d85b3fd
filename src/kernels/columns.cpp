#include "kernels/columns.h"

#include <algorithm>

#include "base/parallel.h"

namespace inkling {

namespace {

constexpr std::size_t kChunks = 16;

template <typename Body>
void for_each_chunk(std::size_t rows, const Body& body) {
  parallel_for(kChunks, [&](std::size_t chunk, std::size_t) {
    body(chunk, rows * chunk / kChunks, rows * (chunk + 1) / kChunks);
  });
}

/// sums[c] = sum over rows of term(row, c), for `Sums` sums at once laid out one after the other.
template <int Sums, typename Term>
void reduce(std::size_t rows, int columns, Scalar* const (&sums)[Sums], Scalar* scratch, const Term& term) {
  const std::size_t width = static_cast<std::size_t>(columns) * Sums;
  for_each_chunk(rows, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    Scalar* own = scratch + chunk * width;
    std::fill_n(own, width, Scalar(0));
    for (std::size_t row = begin; row < end; ++row) term(row * columns, own);
  });
  for (int s = 0; s < Sums; ++s)
    for (std::size_t chunk = 0; chunk < kChunks; ++chunk)
      for (int c = 0; c < columns; ++c) sums[s][c] += scratch[chunk * width + s * columns + c];
}

}  // namespace

std::size_t column_scratch_size(int columns) {
  return kChunks * 2 * static_cast<std::size_t>(columns);
}

void add_column_sums(std::size_t rows, int columns, const Scalar* x, Scalar* sums, Scalar* scratch) {
  reduce<1>(rows, columns, {sums}, scratch,
            [=](std::size_t row, Scalar* own) { add_rows(1, columns, x + row, own); });
}

void column_moments(std::size_t rows, int columns, const Scalar* x, Scalar* mean, Scalar* variance,
                    Scalar* scratch) {
  const auto count = static_cast<Scalar>(rows);
  std::fill_n(mean, columns, Scalar(0));
  std::fill_n(variance, columns, Scalar(0));
  add_column_sums(rows, columns, x, mean, scratch);
  for (int c = 0; c < columns; ++c) mean[c] /= count;
  reduce<1>(rows, columns, {variance}, scratch, [=](std::size_t row, Scalar* own) {
    for (int c = 0; c < columns; ++c) {
      const Scalar distance = x[row + c] - mean[c];
      own[c] += distance * distance;
    }
  });
  for (int c = 0; c < columns; ++c) variance[c] /= count;
}

void normalize_columns(std::size_t rows, int columns, const Scalar* x, const Scalar* mean,
                       const Scalar* factor, const Scalar* beta, Scalar* y) {
  for_each_chunk(rows, [=](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t row = begin * columns; row < end * columns; row += columns)
      for (int c = 0; c < columns; ++c) y[row + c] = (x[row + c] - mean[c]) * factor[c] + beta[c];
  });
}

void normalization_sums(std::size_t rows, int columns, const Scalar* x, const Scalar* dy, const Scalar* mean,
                        Scalar* sum_dy, Scalar* sum_dy_x, Scalar* scratch) {
  std::fill_n(sum_dy, columns, Scalar(0));
  std::fill_n(sum_dy_x, columns, Scalar(0));
  reduce<2>(rows, columns, {sum_dy, sum_dy_x}, scratch, [=](std::size_t row, Scalar* own) {
    for (int c = 0; c < columns; ++c) {
      own[c] += dy[row + c];
      own[columns + c] += dy[row + c] * (x[row + c] - mean[c]);
    }
  });
}

void normalization_backward(std::size_t rows, int columns, const Scalar* x, const Scalar* dy,
                            const Scalar* mean, const Scalar* a, const Scalar* b, const Scalar* c,
                            Scalar* dx) {
  for_each_chunk(rows, [=](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t row = begin * columns; row < end * columns; row += columns)
      for (int j = 0; j < columns; ++j)
        dx[row + j] = a[j] * dy[row + j] + b[j] * (x[row + j] - mean[j]) + c[j];
  });
}

}  // namespace inkling
