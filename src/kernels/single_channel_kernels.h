#pragma once

// The tiles of images with a single channel, written once over a vector type; see single_channel_tiles.h and
// vector.h.

#include <algorithm>
#include <array>

#include "kernels/max_windows.h"
#include "kernels/single_channel_tiles.h"
#include "kernels/vector.h"

namespace inkling::INKLING_KERNELS {

namespace {

/// Calls body(row, column, tiles) for every strip of tiles, in the order of their planes.
template <typename Body>
void for_each_strip(const TileGrid& grid, Body body) {
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; column += kStripTiles)
      body(row, column, std::min(kStripTiles, grid.columns - column));
}

template <int Lanes>
Vector<Lanes> every_second(const Scalar* p) {
  const auto left = load<Lanes>(p), right = load<Lanes>(p + Lanes);
  if constexpr (Lanes == 4)
    return __builtin_shufflevector(left, right, 0, 2, 4, 6);
  else
    return __builtin_shufflevector(left, right, 0, 2);
}

void tiles_input(const TileGrid& grid, const Scalar* padded, Scalar* planes) {
  constexpr int kTogether = std::min(4, kMaxLanes);
  const int width = 2 * grid.columns + 2;
  // With room for what is read of tiles that the last strip lacks.
  Scalar t[4][2 * kStripTiles + 2 * kTogether] = {};
  for_each_strip(grid, [&](int row, int column, int tiles) {
    const Scalar* pixels = padded + std::ptrdiff_t{2} * (std::ptrdiff_t{row} * width + column);
    for_each_vector<2>(2 * tiles + 2, [&]<int Lanes>(int x) {
      Vector<Lanes> d[4];
      for (int i = 0; i < 4; ++i) d[i] = load<Lanes>(pixels + std::ptrdiff_t{i} * width + x);
      store(t[0] + x, d[0] - d[2]);
      store(t[1] + x, d[1] + d[2]);
      store(t[2] + x, d[2] - d[1]);
      store(t[3] + x, d[1] - d[3]);
    });
#pragma GCC unroll 1  // It would be a long program for little time.
    for (const auto& line : t) {
      for (int i = 0; i < tiles; i += kTogether) {
        Vector<kTogether> v[4];
        for (int k = 0; k < 4; ++k) v[k] = every_second<kTogether>(line + 2 * i + k);
        store(planes + i, v[0] - v[2]);
        store(planes + kStripTiles + i, v[1] + v[2]);
        store(planes + 2 * kStripTiles + i, v[2] - v[1]);
        store(planes + 3 * kStripTiles + i, v[1] - v[3]);
      }
      planes += 4 * kStripTiles;
    }
  });
}

/// The four pixels of each tile: where they are in an image, and their numbers.
struct TileInImage {
  const std::ptrdiff_t filters, line;
  explicit TileInImage(const TileGrid& grid) : filters(grid.filters), line(2 * grid.columns * filters) {}
  std::ptrdiff_t begin(int row, int column) const { return 2 * (row * line + column * filters); }
  std::ptrdiff_t step() const { return 2 * filters; }
};

/// Their largest number.
struct TileInPooled {
  const std::ptrdiff_t filters, line;
  explicit TileInPooled(const TileGrid& grid) : filters(grid.filters), line(grid.columns * filters) {}
  std::ptrdiff_t begin(int row, int column) const { return row * line + column * filters; }
  std::ptrdiff_t step() const { return filters; }
};

/// Calls write(at, four vectors) for every tile, which is `at` in what is written, of so many vectors of
/// filters from f on: each number of a tile is read once for all of them.
template <int Lanes, int Vectors, typename Place, typename Write>
void multiply_vectors(const TileGrid& grid, const Scalar* planes, const Scalar* u, const Scalar* bias,
                      const Place& place, int f, const Write& write) {
  using V = Vector<Lanes>;
  V own_u[kTilePlanes][Vectors], own_bias[Vectors] = {};
  for (int k = 0; k < Vectors; ++k) {
    for (int p = 0; p < kTilePlanes; ++p)
      own_u[p][k] = load<Lanes>(u + std::ptrdiff_t{p} * grid.filters + f + k * Lanes);
    if (bias) own_bias[k] = load<Lanes>(bias + f + k * Lanes);
  }
  for_each_strip(grid, [&, strip = planes](int row, int column, int tiles) mutable {
    std::ptrdiff_t at = place.begin(row, column) + f;
    for (int tile = 0; tile < tiles; ++tile, at += place.step()) {
      V above[Vectors][4], below[Vectors][4];
      for (int j = 0; j < 4; ++j) {
        Scalar v[4];
        for (int i = 0; i < 4; ++i) v[i] = strip[(4 * i + j) * kStripTiles + tile];
        for (int k = 0; k < Vectors; ++k) {
          const V a = v[1] * own_u[4 + j][k], b = v[2] * own_u[8 + j][k];
          above[k][j] = multiply_add(a + b, v[0], own_u[j][k]);
          below[k][j] = multiply_add(a - b, v[3], own_u[12 + j][k]);
        }
      }
      for (int k = 0; k < Vectors; ++k) {
        const auto &top = above[k], &bottom = below[k];
        const V upper = top[1] + own_bias[k], lower = bottom[1] + own_bias[k];
        const V four[4] = {top[0] + upper + top[2], upper - top[2] + top[3], bottom[0] + lower + bottom[2],
                           lower - bottom[2] + bottom[3]};
        write(at + k * Lanes, four);
      }
    }
    strip += kTilePlanes * kStripTiles;
  });
}

template <typename Place, typename Write>
void multiply_tiles(const TileGrid& grid, const Scalar* planes, const Scalar* u, const Scalar* bias,
                    const Place& place, const Write& write) {
  constexpr int kPair = 2 * kMaxLanes;
  int f = 0;
  for (; f + kPair <= grid.filters; f += kPair)
    multiply_vectors<kMaxLanes, 2>(grid, planes, u, bias, place, f, write);
  const auto rest = [&]<int Lanes>(int first) {
    multiply_vectors<Lanes, 1>(grid, planes, u, bias, place, first, write);
  };
  for_each_vector<kFiltersTogether>(grid.filters, rest, f);
}

void tiles_output(const TileGrid& grid, const Scalar* planes, const Scalar* u, const Scalar* bias,
                  Scalar* y) {
  const TileInImage place(grid);
  multiply_tiles(grid, planes, u, bias, place, [&](std::ptrdiff_t at, const auto& four) {
    store(y + at, four[0]);
    store(y + at + place.filters, four[1]);
    store(y + at + place.line, four[2]);
    store(y + at + place.line + place.filters, four[3]);
  });
}

void tiles_output_pooled(const TileGrid& grid, const Scalar* planes, const Scalar* u, const Scalar* bias,
                         Scalar* pooled, Scalar* argmax) {
  multiply_tiles(grid, planes, u, bias, TileInPooled(grid), [&](std::ptrdiff_t at, const auto& four) {
    const auto best = largest(four);
    store(pooled + at, best);
    if (argmax) store(argmax + at, before(four, best));
  });
}

/// Adds up the rows 2 `half` and 2 `half` + 1 of the planes: as many sums as stay in registers.
/// read<Lanes>(at) gives the four gradients of the tile `at`.
template <int Lanes, int half, typename Place, typename Read>
void accumulate_half(const TileGrid& grid, const Scalar* planes, const Place& place, const Read& read, int f,
                     Scalar* du) {
  using V = Vector<Lanes>;
  V sum[2][4] = {};
  const Scalar* strip = planes + half * 8 * kStripTiles;
  for_each_strip(grid, [&](int row, int column, int tiles) {
    std::ptrdiff_t at = place.begin(row, column) + f;
    for (int tile = 0; tile < tiles; ++tile, at += place.step()) {
      const std::array<V, 4> dy = read.template operator()<Lanes>(at);
      const V rows[2][2] = {{half ? dy[0] - dy[2] : dy[0], half ? dy[1] - dy[3] : dy[1]},
                            {half ? dy[2] : dy[0] + dy[2], half ? dy[3] : dy[1] + dy[3]}};
      for (int i = 0; i < 2; ++i) {
        const Scalar* v = strip + i * 4 * kStripTiles + tile;
        const auto& [left, right] = rows[i];
        sum[i][0] = multiply_add(sum[i][0], v[0], left);
        sum[i][1] = multiply_add(sum[i][1], v[kStripTiles], left + right);
        sum[i][2] = multiply_add(sum[i][2], v[2 * kStripTiles], left - right);
        sum[i][3] = multiply_add(sum[i][3], v[3 * kStripTiles], right);
      }
    }
    strip += kTilePlanes * kStripTiles;
  });
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 4; ++j) {
      Scalar* to = du + std::ptrdiff_t{half * 8 + i * 4 + j} * grid.filters + f;
      store(to, load<Lanes>(to) + sum[i][j]);
    }
}

template <typename Place, typename Read>
void accumulate_tiles(const TileGrid& grid, const Scalar* planes, const Place& place, const Read& read,
                      Scalar* du) {
  for_each_vector<kFiltersTogether>(grid.filters, [&]<int Lanes>(int f) {
    accumulate_half<Lanes, 0>(grid, planes, place, read, f, du);
    accumulate_half<Lanes, 1>(grid, planes, place, read, f, du);
  });
}

void tiles_accumulate(const TileGrid& grid, const Scalar* planes, const Scalar* dy, Scalar* du) {
  const TileInImage place(grid);
  const auto read = [&]<int Lanes>(std::ptrdiff_t at) {
    const Scalar *above = dy + at, *below = above + place.line;
    return std::array{load<Lanes>(above), load<Lanes>(above + place.filters), load<Lanes>(below),
                      load<Lanes>(below + place.filters)};
  };
  accumulate_tiles(grid, planes, place, read, du);
}

void tiles_accumulate_pooled(const TileGrid& grid, const Scalar* planes, const Scalar* dpooled,
                             const Scalar* argmax, Scalar* du) {
  const auto read = [&]<int Lanes>(std::ptrdiff_t at) {
    const auto gradient = load<Lanes>(dpooled + at), best = load<Lanes>(argmax + at);
    std::array<Vector<Lanes>, 4> four;
    for (int i = 0; i < 4; ++i) four[i] = best == static_cast<Scalar>(i) ? gradient : Vector<Lanes>{};
    return four;
  };
  accumulate_tiles(grid, planes, TileInPooled(grid), read, du);
}

/// G, with the sign of the last row such that A has a single -1.
constexpr Scalar kG[4][3] = {
    {1, 0, 0}, {Scalar(0.5), Scalar(0.5), Scalar(0.5)}, {Scalar(0.5), Scalar(-0.5), Scalar(0.5)}, {0, 0, -1}};

void tiles_kernel(int filters, const Scalar* kernel, Scalar* u) {
  for (int f = 0; f < filters; ++f)
    for (int p = 0; p < kTilePlanes; ++p) {
      Scalar sum = 0;
      for (int tap = 0; tap < 9; ++tap)
        sum += kG[p / 4][tap / 3] * kG[p % 4][tap % 3] * kernel[std::ptrdiff_t{tap} * filters + f];
      u[std::ptrdiff_t{p} * filters + f] = sum;
    }
}

void tiles_kernel_adjoint(int filters, const Scalar* du, Scalar* dkernel) {
  for (int f = 0; f < filters; ++f)
    for (int tap = 0; tap < 9; ++tap) {
      Scalar sum = 0;
      for (int p = 0; p < kTilePlanes; ++p)
        sum += kG[p / 4][tap / 3] * kG[p % 4][tap % 3] * du[std::ptrdiff_t{p} * filters + f];
      dkernel[std::ptrdiff_t{tap} * filters + f] += sum;
    }
}

constexpr SingleChannelTiles kSingleChannel{
    tiles_input,  tiles_output,        tiles_output_pooled, tiles_accumulate, tiles_accumulate_pooled,
    tiles_kernel, tiles_kernel_adjoint};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
