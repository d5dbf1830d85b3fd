#pragma once

// How the columns of a right factor are cut into panels, and packed; see product.h and vector.h.

#include <algorithm>

#include "kernels/vector.h"

namespace inkling::INKLING_KERNELS {

namespace {

/// How n columns are cut: `vectors` vectors of `lanes` columns, the last one moved left to end at n; two make
/// a panel, and three the last panel where their number is odd.
struct Cut {
  int n, lanes, vectors;
  explicit Cut(int columns) : n(columns), lanes(kMaxLanes) {
    while (lanes > n) lanes /= 2;
    vectors = (n + lanes - 1) / lanes;
  }
  int panels() const { return std::max(vectors / 2, 1); }
  int vectors_before(int panel) const { return panel < panels() ? 2 * panel : vectors; }
  int start(int panel) const { return vectors_before(panel) * lanes; }
  int width(int panel) const { return start(panel + 1) - start(panel); }
  /// Where the last vector of a panel begins, from the panel's start on.
  int last(int panel) const {
    const int end = vectors_before(panel + 1);
    return (end == vectors ? n - lanes : (end - 1) * lanes) - start(panel);
  }
};

int panels(int n) {
  return Cut(n).panels();
}

int packed_columns(int n, int first, int last) {
  const Cut cut(n);
  return cut.start(last) - cut.start(first);
}

/// packed[k * width + j] <- rows[j * depth + k] for j < Lanes.
template <int Lanes>
void pack_turned(const Scalar* rows, int depth, int width, Scalar* packed) {
  int done = 0;
  // Squares are turned in registers.
  if constexpr (constexpr int kSide = 4; Lanes % kSide == 0) {
    done = depth / kSide * kSide;
    for (int j = 0; j < Lanes; j += kSide)
      for (int k = 0; k < done; k += kSide) {
        Vector<kSide> v[kSide];
        for (int i = 0; i < kSide; ++i) v[i] = load<kSide>(rows + std::ptrdiff_t{j + i} * depth + k);
        const auto a = __builtin_shufflevector(v[0], v[1], 0, 4, 1, 5),
                   b = __builtin_shufflevector(v[2], v[3], 0, 4, 1, 5),
                   c = __builtin_shufflevector(v[0], v[1], 2, 6, 3, 7),
                   d = __builtin_shufflevector(v[2], v[3], 2, 6, 3, 7);
        Scalar* to = packed + std::ptrdiff_t{k} * width + j;
        store(to, __builtin_shufflevector(a, b, 0, 1, 4, 5));
        store(to + width, __builtin_shufflevector(a, b, 2, 3, 6, 7));
        store(to + 2 * width, __builtin_shufflevector(c, d, 0, 1, 4, 5));
        store(to + 3 * width, __builtin_shufflevector(c, d, 2, 3, 6, 7));
      }
  }
  for (int k = done; k < depth; ++k)
    for (int j = 0; j < Lanes; ++j)
      packed[std::ptrdiff_t{k} * width + j] = rows[std::ptrdiff_t{j} * depth + k];
}

/// The only panel of fewer columns than a vector has.
void pack_narrow(const Scalar* right, int depth, int n, bool transposed, Scalar* packed) {
  const Cut cut(n);
  const int width = cut.width(0), place = width - cut.lanes, moved = cut.last(0) - place;
  for (int k = 0; k < depth; ++k)
    for (int j = 0; j < width; ++j, ++packed) {
      const std::ptrdiff_t column = j < place ? j : j + moved;
      *packed = transposed ? right[column * depth + k] : right[std::ptrdiff_t{k} * n + column];
    }
}

void pack(const Scalar* right, int depth, int n, bool transposed, int first, int last, Scalar* packed) {
  if (n < kMaxLanes) return pack_narrow(right, depth, n, transposed, packed);
  const Cut cut(n);
  if (transposed) {
    for (int panel = first; panel < last; ++panel) {
      const int width = cut.width(panel);
      for (int v = 0; v < width; v += kMaxLanes) {
        const int column = cut.start(panel) + (v + kMaxLanes == width ? cut.last(panel) : v);
        pack_turned<kMaxLanes>(right + std::ptrdiff_t{column} * depth, depth, width, packed + v);
      }
      packed += std::ptrdiff_t{width} * depth;
    }
    return;
  }
  // Row by row: so memory is read from end to end.
  constexpr std::ptrdiff_t kPair = 2 * kMaxLanes;
  const int pairs = std::min(last, cut.panels() - 1) - first, end = cut.start(last - 1);
  const int width = cut.width(last - 1), moved = cut.last(last - 1);
  const auto copy = [](const Scalar* from, Scalar* to) { store(to, load<kMaxLanes>(from)); };
  for (int k = 0; k < depth; ++k, right += n) {
    const Scalar* from = right + cut.start(first);
    Scalar* to = packed + k * kPair;
    for (int pair = 0; pair < pairs; ++pair, from += kPair, to += kPair * depth)
      for (int v = 0; v < 2; ++v) copy(from + v * kMaxLanes, to + v * kMaxLanes);
    if (last < cut.panels()) continue;
    to = packed + kPair * pairs * depth + std::ptrdiff_t{k} * width;
    for (int v = 0; v + kMaxLanes < width; v += kMaxLanes) copy(right + end + v, to + v);
    copy(right + end + moved, to + width - kMaxLanes);
  }
}

}  // namespace

}  // namespace inkling::INKLING_KERNELS
