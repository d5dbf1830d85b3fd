#pragma once

// The products, written once over a vector type. A file that compiles them for one width defines
// INKLING_KERNELS, INKLING_BYTES (see vector.h) and INKLING_TILE_ROWS (accumulator rows that fit the
// registers, two vectors each).

#include <algorithm>
#include <array>
#include <cstdint>
#include <type_traits>

#include "kernels/product.h"
#include "kernels/vector.h"

namespace inkling::INKLING_KERNELS {

namespace {

constexpr int kTileRows = INKLING_TILE_ROWS;

template <int Lanes>
struct Tile {
  using V = Vector<Lanes>;

  /// Rows x Vectors accumulators, for `times` tiles one below the other; row r of the left factor starts at
  /// left + r * stride.
  template <int Rows, int Vectors>
  static void multiply(const Patches& p, const Scalar* left, const Scalar* packed, Sums start, int n,
                       Scalar* out, int times) {
    const std::ptrdiff_t stride = p.column_stride;
    for (; times > 0; --times, left += Rows * stride, start.data += Rows * start.stride, out += Rows * n) {
      V sum[Rows][Vectors] = {};
      if (start.data)
        for (int r = 0; r < Rows; ++r)
          for (int v = 0; v < Vectors; ++v)
            sum[r][v] = load<Lanes>(start.data + r * start.stride + v * Lanes);
      const Scalar *segment = left, *right = packed;
      for (int s = 0; s < p.segments; ++s, segment += p.segment_stride) {
        const Scalar* row[(Rows + 2) / 3];
        for (int r = 0; r < Rows; r += 3) row[r / 3] = segment + r * stride;
        for (int k = 0; k < p.segment; ++k, right += Vectors * Lanes) {
          V b[Vectors];
          for (int v = 0; v < Vectors; ++v) b[v] = load<Lanes>(right + v * Lanes);
          for (int r = 0; r < Rows; ++r) {
            const Scalar a = row[r / 3][(r % 3) * stride];
            for (int v = 0; v < Vectors; ++v) sum[r][v] = multiply_add(sum[r][v], a, b[v]);
          }
          for (auto& begin : row) ++begin;
        }
      }
      for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors; ++v) store(out + std::ptrdiff_t{r} * n + v * Lanes, sum[r][v]);
    }
  }

  /// Depth x Vectors accumulators: `Depth` neighbouring numbers of every patch against columns of `right`.
  template <int Depth, int Vectors>
  static void accumulate(const Patches& p, const Scalar* left, const Scalar* right, int n, int skip,
                         Scalar* out) {
    V sum[Depth][Vectors] = {};
    for (int r = 0; r < p.rows; ++r) {
      const Scalar* patch = left + r * p.row_stride;
      for (int c = 0; c < p.columns; ++c, patch += p.column_stride, right += n) {
        V b[Vectors];
        for (int v = 0; v < Vectors; ++v) b[v] = load<Lanes>(right + v * Lanes);
        for (int k = 0; k < Depth; ++k)
          for (int v = 0; v < Vectors; ++v) sum[k][v] = multiply_add(sum[k][v], patch[k], b[v]);
      }
    }
    if (skip == 0) {
      for (int k = 0; k < Depth; ++k)
        for (int v = 0; v < Vectors; ++v) {
          Scalar* place = out + std::ptrdiff_t{k} * n + v * Lanes;
          store(place, load<Lanes>(place) + sum[k][v]);
        }
      return;
    }
    // The first `skip` columns belong to the neighbouring tile.
    Scalar columns[Vectors * Lanes];
    for (int k = 0; k < Depth; ++k) {
      for (int v = 0; v < Vectors; ++v) store(columns + v * Lanes, sum[k][v]);
      for (int j = skip; j < Vectors * Lanes; ++j) out[std::ptrdiff_t{k} * n + j] += columns[j];
    }
  }

  using Multiply = void (*)(const Patches&, const Scalar*, const Scalar*, Sums, int, Scalar*, int);
  using Accumulate = void (*)(const Patches&, const Scalar*, const Scalar*, int, int, Scalar*);

  /// The tile of exactly `rows` rows, 1 <= rows <= kTileRows.
  template <int Vectors, int Rows = kTileRows>
  static Multiply multiply_of(int rows) {
    if constexpr (Rows > 1)
      if (rows < Rows) return multiply_of<Vectors, Rows - 1>(rows);
    return &multiply<Rows, Vectors>;
  }
  template <int Vectors, int Rows = kTileRows>
  static Accumulate accumulate_of(int rows) {
    if constexpr (Rows > 1)
      if (rows < Rows) return accumulate_of<Vectors, Rows - 1>(rows);
    return &accumulate<Rows, Vectors>;
  }
};

/// How n columns are cut: panels of `vectors` * `lanes` columns, the last one moved left to end at n.
struct Cut {
  int lanes, vectors;
  explicit Cut(int n) : lanes(kMaxLanes), vectors(1) {
    while (lanes > n) lanes /= 2;
    if (n >= 2 * lanes) vectors = 2;
  }
  int width() const { return lanes * vectors; }
  int panels(int n) const { return (n + width() - 1) / width(); }
  int start(int n, int panel) const { return panel * width() < n - width() ? panel * width() : n - width(); }
};

/// Calls body with the tile type and vector count of `cut`.
template <int Lanes = kMaxLanes, typename Body>
void with_tile(const Cut& cut, const Body& body) {
  if constexpr (Lanes > 1)
    if (cut.lanes < Lanes) return with_tile<Lanes / 2>(cut, body);
  if (cut.vectors == 2)
    body.template operator()<Tile<Lanes>, 2>();
  else
    body.template operator()<Tile<Lanes>, 1>();
}

int panels(int n) {
  return Cut(n).panels(n);
}

int panel_columns(int n) {
  return Cut(n).width();
}

void pack(const Scalar* right, int depth, int n, bool transposed, int first, int last, Scalar* packed) {
  const Cut cut(n);
  const std::ptrdiff_t width = cut.width();
  if (transposed) {
    for (int panel = first; panel < last; ++panel) {
      const Scalar* row = right + std::ptrdiff_t{cut.start(n, panel)} * depth;
      for (int k = 0; k < depth; ++k, packed += width)
        for (int j = 0; j < width; ++j) packed[j] = row[std::ptrdiff_t{j} * depth + k];
    }
    return;
  }
  // Row by row: so memory is read from end to end.
  for (int k = 0; k < depth; ++k, right += n, packed += width)
    for (int panel = first; panel < last; ++panel)
      std::copy_n(right + cut.start(n, panel), width, packed + (panel - first) * depth * width);
}

/// Where part `i` of `size` cut into `parts` begins.
int part(int size, int i, int parts) {
  return static_cast<int>(static_cast<std::int64_t>(size) * i / parts);
}

void multiply(const Patches& left, const Scalar* packed, int n, int first, int last, Sums start,
              Scalar* out) {
  const Cut cut(n);
  with_tile(cut, [&]<typename T, int Vectors>() {
    // Every row of patches is cut into tiles as equal as can be.
    const int tiles = (left.columns + kTileRows - 1) / kTileRows, rows = left.columns / tiles;
    const int larger = left.columns % tiles, in_larger = larger * (rows + 1);
    const auto tile = T::template multiply_of<Vectors>(rows);
    const auto larger_tile = T::template multiply_of<Vectors>(std::min(rows + 1, kTileRows));
    for (int panel = first; panel < last; ++panel) {
      const int column = cut.start(n, panel);
      const Scalar* right = packed + std::ptrdiff_t{panel - first} * left.depth() * cut.width();
      for (int r = 0; r < left.rows; ++r) {
        const auto run = [&](auto tile_of, int begin, int times) {
          const std::ptrdiff_t patch = std::ptrdiff_t{r} * left.columns + begin;
          const Scalar* data = start.data ? start.data + patch * start.stride + column : nullptr;
          tile_of(left, left.data + r * left.row_stride + begin * left.column_stride, right,
                  {data, start.stride}, n, out + patch * n + column, times);
        };
        run(larger_tile, 0, larger);
        run(tile, in_larger, tiles - larger);
      }
    }
  });
}

void multiply_row(const Scalar* left, const Scalar* right, int depth, int n, int first, int last,
                  const Scalar* bias, Scalar* out) {
  constexpr int kRows = 8;  // of `right` for each time that the sums are read and written
  bias ? std::copy_n(bias + first, last - first, out + first)
       : std::fill_n(out + first, last - first, Scalar(0));
  const auto add = [&](int row, auto rows) {
    // Copied, as `out` might be where they are.
    std::array<Scalar, rows> factors;
    std::copy_n(left + row, rows(), factors.begin());
    const auto add_vector = [&]<int Lanes>(int j) {
      auto sum = load<Lanes>(out + j);
      for (int k = 0; k < rows; ++k)
        sum = multiply_add(sum, factors[k], load<Lanes>(right + std::ptrdiff_t{row + k} * n + j));
      store(out + j, sum);
    };
    for_each_vector(last, add_vector, first);
  };
  int row = 0;
  for (; row + kRows <= depth; row += kRows) add(row, std::integral_constant<int, kRows>());
  for (; row < depth; ++row) add(row, std::integral_constant<int, 1>());
}

void accumulate(const Patches& left, const Scalar* right, int n, Scalar* result) {
  const Cut cut(n);
  with_tile(cut, [&]<typename T, int Vectors>() {
    const int tiles = (left.segment + kTileRows - 1) / kTileRows, panel_count = cut.panels(n);
    for (int s = 0; s < left.segments; ++s, result += std::ptrdiff_t{left.segment} * n)
      for (int t = 0; t < tiles; ++t) {
        const int begin = part(left.segment, t, tiles), end = part(left.segment, t + 1, tiles);
        const auto tile = T::template accumulate_of<Vectors>(end - begin);
        for (int panel = 0; panel < panel_count; ++panel) {
          const int start = cut.start(n, panel);
          tile(left, left.data + s * left.segment_stride + begin, right + start, n,
               panel * cut.width() - start, result + std::ptrdiff_t{begin} * n + start);
        }
      }
  });
}

constexpr Products kProducts{panels, panel_columns, pack, multiply, multiply_row, accumulate};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
