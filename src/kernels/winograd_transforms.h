#pragma once

#include <cstddef>

#include "tensor/scalar.h"

/// Winograd's F(4x4, 3x3) for convolutions (Lavin and Gray, arXiv:1509.09308), at the points 0, +-1/sqrt(2),
/// +-sqrt(2) and infinity: image (H, W, C) <-> planes (36, T, C) of its T tiles, kernel (3, 3, C, F) <->
/// planes (36, C, F). A tile of 4x4 outputs comes from 6x6 inputs through 36 products in place of 144: with
/// the 36 numbers of a transformed tile each in a plane of its own, plane p of the output is plane p of the
/// input times plane p of the kernel.
namespace inkling {

inline constexpr int kWinogradPlanes = 36;
/// Channels are transformed so many at a time.
inline constexpr int kWinogradChannels = 4;
/// Outputs along the side of a tile.
inline constexpr int kWinogradTile = 4;

/// An NHWC image cut into tiles of which each begins 4 pixels after its neighbour: tile (r, c) at pixel
/// (4 r - pad_top, 4 c - pad_left). What lies outside the image is zero.
struct TiledImage {
  int height, width, channels;
  int pad_top, pad_left;
  int tile_rows, tile_columns;
};

/// The transforms, compiled for one vector width. Plane p of tile t is `channels` numbers at
/// planes + p * plane + t * channels. Each has its adjoint, which is its gradient.
struct WinogradTransforms {
  /// planes <- 6x6 pixels of each tile.
  void (*input)(const TiledImage& shape, const Scalar* image, std::size_t plane, Scalar* planes);
  /// image += what the planes contribute to it.
  void (*input_adjoint)(const TiledImage& shape, const Scalar* planes, std::size_t plane, Scalar* image);

  /// image <- 4x4 pixels of each tile, plus bias, which may be null.
  void (*output)(const TiledImage& shape, const Scalar* planes, std::size_t plane, const Scalar* bias,
                 Scalar* image);
  void (*output_adjoint)(const TiledImage& shape, const Scalar* image, std::size_t plane, Scalar* planes);

  /// planes (36, size) <- kernel (3, 3, size).
  void (*kernel)(int size, const Scalar* kernel, Scalar* planes);
  /// kernel += what the planes contribute to it.
  void (*kernel_adjoint)(int size, const Scalar* planes, Scalar* kernel);
};

}  // namespace inkling
