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

/// Calls body<Lanes>() for the number of lanes that there is.
template <int Lanes = kMaxLanes, typename Body>
void with_lanes(int lanes, const Body& body) {
  if constexpr (Lanes > 1)
    if (lanes < Lanes) return with_lanes<Lanes / 2>(lanes, body);
  body.template operator()<Lanes>();
}

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

void pack(const Scalar* right, int depth, int n, bool transposed, int first, int last, Scalar* packed) {
  const Cut cut(n);
  if (transposed) {
    with_lanes(cut.lanes, [&]<int Lanes>() {
      for (int panel = first; panel < last; ++panel) {
        const int width = cut.width(panel);
        for (int v = 0; v < width; v += Lanes) {
          const int column = cut.start(panel) + (v + Lanes == width ? cut.last(panel) : v);
          pack_turned<Lanes>(right + std::ptrdiff_t{column} * depth, depth, width, packed + v);
        }
        packed += std::ptrdiff_t{width} * depth;
      }
    });
    return;
  }
  // Row by row: so memory is read from end to end.
  const int pairs = std::min(last, cut.panels() - 1) - first, end = cut.start(last - 1);
  const int width = cut.width(last - 1), moved = cut.last(last - 1);
  with_lanes(cut.lanes, [&]<int Lanes>() {
    constexpr std::ptrdiff_t kPair = 2 * Lanes;
    for (int k = 0; k < depth; ++k, right += n) {
      const Scalar* from = right + cut.start(first);
      Scalar* to = packed + k * kPair;
      for (int pair = 0; pair < pairs; ++pair, from += kPair, to += kPair * depth)
        for (int v = 0; v < 2; ++v) store(to + v * Lanes, load<Lanes>(from + v * Lanes));
      if (last < cut.panels()) continue;
      to = packed + kPair * pairs * depth + std::ptrdiff_t{k} * width;
      for (int v = 0; v + Lanes < width; v += Lanes) store(to + v, load<Lanes>(right + end + v));
      store(to + width - Lanes, load<Lanes>(right + end + moved));
    }
  });
}

}  // namespace

}  // namespace inkling::INKLING_KERNELS
