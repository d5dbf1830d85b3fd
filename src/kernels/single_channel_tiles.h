#pragma once

#include <cstddef>

#include "tensor/scalar.h"

/// Winograd's F(2x2, 3x3) for images of a single channel (Lavin and Gray, arXiv:1509.09308), at the points 0,
/// 1, -1 and infinity: a tile of 2x2 outputs comes from 4x4 pixels through 16 products in place of 36. As no
/// channels are added up in between, a tile is multiplied and transformed back, and pooled, in registers.
///   v = B^T x B, u = G kernel G^T, y = A^T (v * u) A
///   du += v * (A dy A^T), dkernel += G^T du G
namespace inkling {

inline constexpr int kTilePlanes = 16;
/// Filters are worked on so many at a time.
inline constexpr int kFiltersTogether = 4;
/// Tiles side by side of which the planes lie together.
inline constexpr int kStripTiles = 16;

/// The tiles of an image, side by side: outputs (2 rows, 2 columns, filters) of a padded image (2 rows + 2,
/// 2 columns + 2). Planes (rows, strips, 16, kStripTiles): every row of tiles is cut into strips.
struct TileGrid {
  int rows, columns, filters;

  int strips() const { return (columns + kStripTiles - 1) / kStripTiles; }
  std::size_t planes_size() const {
    return static_cast<std::size_t>(rows) * strips() * kTilePlanes * kStripTiles;
  }
};

/// What is done with the tiles of one image, compiled for one vector width. The kernel's planes u, du are
/// (16, filters); y, dy (2 rows, 2 columns, filters), and what is pooled of them (rows, columns, filters).
struct SingleChannelTiles {
  /// planes <- 4x4 pixels of each tile.
  void (*input)(const TileGrid& grid, const Scalar* padded, Scalar* planes);

  /// y <- the planes times those of the kernel, transformed back, plus bias, which may be null.
  void (*output)(const TileGrid& grid, const Scalar* planes, const Scalar* u, const Scalar* bias, Scalar* y);
  /// pooled <- the largest number of each tile of y and, where argmax is not null, in which of its four
  /// pixels it is, the first of them: what Pooling makes of y.
  void (*output_pooled)(const TileGrid& grid, const Scalar* planes, const Scalar* u, const Scalar* bias,
                        Scalar* pooled, Scalar* argmax);

  /// du += the gradient of the kernel's planes.
  void (*accumulate)(const TileGrid& grid, const Scalar* planes, const Scalar* dy, Scalar* du);
  /// The same, where dpooled is the gradient of what was pooled.
  void (*accumulate_pooled)(const TileGrid& grid, const Scalar* planes, const Scalar* dpooled,
                            const Scalar* argmax, Scalar* du);

  /// u <- kernel (3, 3, 1, filters), and dkernel += what du contributes to it.
  void (*kernel)(int filters, const Scalar* kernel, Scalar* u);
  void (*kernel_adjoint)(int filters, const Scalar* du, Scalar* dkernel);
};

}  // namespace inkling
