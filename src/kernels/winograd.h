#pragma once

#include "kernels/convolution.h"
#include "kernels/winograd_transforms.h"

namespace inkling {

/// Convolutions of 3x3 pixels with stride 1 by Winograd's way (see winograd_transforms.h):
/// x (B, H, W, C), kernel (3, 3, C, F), bias (F), y (B, H', W', F), and their gradients. A block of b images
/// at a time, of T tiles each, is transformed, multiplied plane by plane and transformed back: planes of x
/// (36, b T, C), of the kernel (36, C, F), of y (36, b T, F).
class Winograd {
 public:
  /// Whether it can do this convolution, and faster than the product of patches.
  static bool suits(const Convolution& convolution);

  explicit Winograd(const Convolution& convolution);
  /// As Convolution's.
  std::size_t scratch_size(std::size_t workers) const;
  std::size_t forward_scratch_size(std::size_t workers) const;
  std::size_t cache_size() const;
  std::size_t images_at_once() const { return block_; }
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
               bool transient, const Epilogue& epilogue, Scalar* cache, Scalar* scratch) const;
  void backward(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dy, const Scalar* kernel,
                Scalar* dkernel, Scalar* dbias, Scalar* dx, Scalar* scratch) const;

 private:
  /// The packed planes of the kernel. Where `cache` is not null they are in it, with the kernel that they are
  /// of and the number of lanes that they are packed for, and are made anew only where these differ.
  const Scalar* planes_of(const Scalar* kernel, Scalar* cache, Scalar* scratch) const;
  std::size_t blocks(int batch) const { return (static_cast<std::size_t>(batch) + block_ - 1) / block_; }

  TiledImage in_, out_;
  /// Tiles of an image, images of a block, which are worked on at once, and parts of a batch, which add up
  /// gradients of the kernel by themselves: the same for any number of threads.
  std::size_t tiles_, block_, parts_;
  /// Scalars of an image, of a plane of the kernel, also when it is packed, and from one plane of a block to
  /// the next.
  std::size_t in_size_, out_size_, kernel_size_, packed_size_, in_plane_, out_plane_;
};

}  // namespace inkling
