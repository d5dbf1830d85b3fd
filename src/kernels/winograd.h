#pragma once

#include "kernels/convolution.h"
#include "kernels/winograd_transforms.h"

namespace inkling {

/// Convolutions of 3x3 pixels with stride 1 by Winograd's way (see winograd_transforms.h). A few images at a
/// time are transformed, multiplied plane by plane and transformed back.
class Winograd {
 public:
  /// Whether it can do this convolution, and faster than the product of patches.
  static bool suits(const Convolution& convolution);

  explicit Winograd(const Convolution& convolution);
  /// Scalars of scratch that the functions below need.
  std::size_t scratch_size(std::size_t workers) const;

  /// As Convolution's.
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
               const ImageWork& finish, Scalar* scratch) const;
  void backward(int batch, const Scalar* x, const ImageWork& prepare, const Scalar* dy, const Scalar* kernel,
                Scalar* dkernel, Scalar* dx, Scalar* scratch) const;

 private:
  /// Images that are worked on at once, and how many there are of such blocks.
  std::size_t blocks(int batch) const { return (static_cast<std::size_t>(batch) + block_ - 1) / block_; }
  std::size_t image_tiles() const { return static_cast<std::size_t>(in_.tile_rows) * in_.tile_columns; }
  /// Scalars from one plane to the next of a block with this many channels.
  std::size_t plane(int channels) const;
  std::size_t packed_plane() const;

  TiledImage in_, out_;
  std::size_t block_;
};

}  // namespace inkling
