#pragma once

// The products, written once over a vector type. A file that compiles them for one width defines
// INKLING_KERNELS, INKLING_BYTES (see vector.h), INKLING_TILE_ROWS (accumulator rows that fit the registers,
// two vectors each) and INKLING_WIDE_TILE_ROWS (three vectors each).

#include <algorithm>
#include <array>
#include <cstdint>
#include <type_traits>

#include "kernels/nonzero.h"
#include "kernels/product.h"
#include "kernels/product_panels.h"
#include "kernels/vector.h"

namespace inkling::INKLING_KERNELS {

namespace {

/// Accumulator rows of tiles that are so many vectors wide.
constexpr int tile_rows(int vectors) {
  return vectors == 3 ? INKLING_WIDE_TILE_ROWS : INKLING_TILE_ROWS;
}

/// Tiles `Vectors` vectors wide. Where n is no multiple of a vector, the last one of a row begins at `last`,
/// before the one on its left ends.
template <int Lanes, int Vectors>
struct Tile {
  using V = Vector<Lanes>;
  static constexpr int kRows = tile_rows(Vectors);

  /// Where vector v of a row begins.
  static int column(int v, int last) { return v == Vectors - 1 ? last : v * Lanes; }

  /// Rows x Vectors accumulators, for `times` tiles side by side in every row of patches.
  template <int Rows>
  static void multiply(const Patches& p, const Scalar* left, const Scalar* packed, Sums start, int n,
                       int last, Scalar* out, int times) {
    for (int row = 0; row < p.rows; ++row) {
      multiply_side_by_side<Rows>(p, left, packed, start, n, last, out, times);
      left += p.row_stride;
      start.data += p.columns * start.stride;
      out += std::ptrdiff_t{p.columns} * n;
    }
  }

  /// Row r of the left factor starts at left + r * stride.
  template <int Rows>
  static void multiply_side_by_side(const Patches& p, const Scalar* left, const Scalar* packed, Sums start,
                                    int n, int last, Scalar* out, int times) {
    const std::ptrdiff_t stride = p.column_stride;
    for (; times > 0; --times, left += Rows * stride, start.data += Rows * start.stride, out += Rows * n) {
      V sum[Rows][Vectors] = {};
      if (start.data)
        for (int r = 0; r < Rows; ++r)
          for (int v = 0; v < Vectors; ++v)
            sum[r][v] = load<Lanes>(start.data + r * start.stride + column(v, last));
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
        for (int v = 0; v < Vectors; ++v) store(out + std::ptrdiff_t{r} * n + column(v, last), sum[r][v]);
    }
  }

  /// Depth x Vectors accumulators: `Depth` neighbouring numbers of every patch against columns of `right`.
  /// Where they are not `moved`, the last vector begins where the one before ends.
  template <int Depth, bool moved>
  static void accumulate(const Patches& p, const Scalar* left, const Scalar* right, int n, int given_last,
                         Scalar* out) {
    constexpr int kRegular = (Vectors - 1) * Lanes;
    const int last = moved ? given_last : kRegular;
    V sum[Depth][Vectors] = {};
    for (int r = 0; r < p.rows; ++r) {
      const Scalar* patch = left + r * p.row_stride;
      for (int c = 0; c < p.columns; ++c, patch += p.column_stride, right += n) {
        V b[Vectors];
        for (int v = 0; v < Vectors; ++v) b[v] = load<Lanes>(right + column(v, last));
        for (int k = 0; k < Depth; ++k)
          for (int v = 0; v < Vectors; ++v) sum[k][v] = multiply_add(sum[k][v], patch[k], b[v]);
      }
    }
    for (int k = 0; k < Depth; ++k, out += n) {
      for (int v = 0; v < Vectors - moved; ++v) {
        Scalar* place = out + v * Lanes;
        store(place, load<Lanes>(place) + sum[k][v]);
      }
      if (!moved) continue;
      // The first columns of the last vector are its neighbour's too.
      Scalar columns[Lanes];
      store(columns, sum[k][Vectors - 1]);
      for (int j = kRegular - last; j < Lanes; ++j) out[last + j] += columns[j];
    }
  }

  using Multiply = void (*)(const Patches&, const Scalar*, const Scalar*, Sums, int, int, Scalar*, int);
  using Accumulate = void (*)(const Patches&, const Scalar*, const Scalar*, int, int, Scalar*);

  /// The tile of exactly `rows` rows, 1 <= rows <= kRows.
  template <int Rows = kRows>
  static Multiply multiply_of(int rows) {
    if constexpr (Rows > 1)
      if (rows < Rows) return multiply_of<Rows - 1>(rows);
    return &multiply<Rows>;
  }
  template <int Rows = kRows>
  static Accumulate accumulate_of(int rows, int last) {
    if constexpr (Rows > 1)
      if (rows < Rows) return accumulate_of<Rows - 1>(rows, last);
    return last < (Vectors - 1) * Lanes ? &accumulate<Rows, true> : &accumulate<Rows, false>;
  }
};

/// Calls body<Lanes>() for the number of lanes that there is.
template <int Lanes = kMaxLanes, typename Body>
void with_lanes(int lanes, const Body& body) {
  if constexpr (Lanes > 1)
    if (lanes < Lanes) return with_lanes<Lanes / 2>(lanes, body);
  body.template operator()<Lanes>();
}

/// Calls body with the tile type of each panel in [first, last).
template <typename Body>
void for_each_panel(const Cut& cut, int first, int last, const Body& body) {
  with_lanes(cut.lanes, [&]<int Lanes>() {
    // Where vectors are narrower than they could be, two cover all columns.
    constexpr int kMost = Lanes == kMaxLanes ? 3 : std::min(Lanes, 2);
    for (int panel = first; panel < last; ++panel) {
      const int vectors = cut.width(panel) / Lanes;
      if (vectors == 1)
        body.template operator()<Tile<Lanes, 1>>(panel);
      else if (vectors == 2)
        body.template operator()<Tile<Lanes, std::min(kMost, 2)>>(panel);
      else
        body.template operator()<Tile<Lanes, kMost>>(panel);
    }
  });
}

/// Where part `i` of `size` cut into `parts` begins.
int part(int size, int i, int parts) {
  return static_cast<int>(static_cast<std::int64_t>(size) * i / parts);
}

void multiply(const Patches& left, const Scalar* packed, int n, int first, int last, Sums start,
              Scalar* out) {
  const Cut cut(n);
  for_each_panel(cut, first, last, [&]<typename T>(int panel) {
    // Every row of patches is cut into tiles as equal as can be.
    const int tiles = (left.columns + T::kRows - 1) / T::kRows, rows = left.columns / tiles;
    const int larger = left.columns % tiles, in_larger = larger * (rows + 1);
    const auto tile = T::multiply_of(rows), larger_tile = T::multiply_of(std::min(rows + 1, T::kRows));
    const int column = cut.start(panel);
    const Scalar* right = packed + std::ptrdiff_t{column - cut.start(first)} * left.depth();
    const auto run = [&](auto tile_of, int begin, int times) {
      const Scalar* data = start.data ? start.data + begin * start.stride + column : nullptr;
      tile_of(left, left.data + begin * left.column_stride, right, {data, start.stride}, n, cut.last(panel),
              out + std::ptrdiff_t{begin} * n + column, times);
    };
    if (larger > 0) run(larger_tile, 0, larger);
    run(tile, in_larger, tiles - larger);
  });
}

void multiply_row(const Scalar* left, const Scalar* right, int depth, int n, int first, int last,
                  const Scalar* bias, Scalar* out) {
  constexpr int kRows = 8;  // of `right` for each time that the sums are read and written
  bias ? std::copy_n(bias + first, last - first, out + first)
       : std::fill_n(out + first, last - first, Scalar(0));
  const auto add = [&](const int* which, auto count) {
    // Copied, as `out` might be where they are.
    std::array<Scalar, count> factors;
    std::array<const Scalar*, count> rows;
    for (int k = 0; k < count; ++k) {
      factors[k] = left[which[k]];
      rows[k] = right + std::ptrdiff_t{which[k]} * n;
    }
    constexpr int kVectors = kRowColumns / kMaxLanes < 4 ? kRowColumns / kMaxLanes : 4;
    for (int j = first; j < last; j += kVectors * kMaxLanes) {
      Vector<kMaxLanes> sum[kVectors];
      for (int v = 0; v < kVectors; ++v) sum[v] = load<kMaxLanes>(out + j + v * kMaxLanes);
      for (int k = 0; k < count; ++k)
        for (int v = 0; v < kVectors; ++v)
          sum[v] = multiply_add(sum[v], factors[k], load<kMaxLanes>(rows[k] + j + v * kMaxLanes));
      for (int v = 0; v < kVectors; ++v) store(out + j + v * kMaxLanes, sum[v]);
    }
  };
  for_each_nonzero<kRows>(
      depth, [&](int k) { return left[k] != 0; }, add);
}

void accumulate(const Patches& left, const Scalar* right, int n, Scalar* result) {
  const Cut cut(n);
  for_each_panel(cut, 0, cut.panels(), [&]<typename T>(int panel) {
    const int tiles = (left.segment + T::kRows - 1) / T::kRows, column = cut.start(panel);
    for (int s = 0; s < left.segments; ++s)
      for (int t = 0; t < tiles; ++t) {
        const int begin = part(left.segment, t, tiles), end = part(left.segment, t + 1, tiles);
        const auto tile = T::accumulate_of(end - begin, cut.last(panel));
        tile(left, left.data + s * left.segment_stride + begin, right + column, n, cut.last(panel),
             result + (std::ptrdiff_t{s} * left.segment + begin) * n + column);
      }
  });
}

constexpr Products kProducts{panels, packed_columns, pack, multiply, multiply_row, accumulate};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
