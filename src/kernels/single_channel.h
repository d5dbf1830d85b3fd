#pragma once

#include "kernels/convolution.h"
#include "kernels/frame.h"
#include "kernels/single_channel_tiles.h"

namespace inkling {

/// Convolutions of 3x3 pixels with stride 1, of images of a single channel, as first layers are: tile by
/// tile, in registers (see single_channel_tiles.h).
class SingleChannel {
 public:
  /// Whether it can do this convolution: it needs an even number of outputs along each side, and of
  /// filters a multiple of 4.
  static bool suits(const Convolution& convolution);

  explicit SingleChannel(const Convolution& convolution);
  /// As Convolution's; the gradient of the input is not for here.
  std::size_t scratch_size(std::size_t workers) const;
  std::size_t forward_scratch_size(std::size_t workers) const;
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
               bool transient, const Epilogue& epilogue, Scalar* scratch) const;
  void forward_pooled(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* pooled,
                      Scalar* argmax, const Epilogue& epilogue, Scalar* scratch) const;
  void backward(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dy, Scalar* dkernel,
                Scalar* dbias, Scalar* scratch) const;
  void backward_pooled(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dpooled,
                       const Scalar* argmax, Scalar* dkernel, Scalar* dbias, Scalar* scratch) const;

 private:
  /// Calls body(image, worker, planes) for every image, with its planes.
  template <typename Body>
  void for_each_image(int batch, const Scalar* x, Scalar* scratch, const Body& body) const;
  const Scalar* planes_of(const Scalar* image, Scalar* own) const;
  /// `accumulate` adds the gradient of one image, which is at `place`, given its planes.
  template <typename Accumulate>
  void add_gradients(int batch, const Scalar* x, const Prologue& prologue, std::size_t gradient_size,
                     const Scalar* gradients, const Accumulate& accumulate, Scalar* dkernel, Scalar* dbias,
                     Scalar* scratch) const;

  Convolution convolution_;
  Frame frame_;
  TileGrid grid_;
  /// Scalars of the kernel's planes, of what is pooled of an image, and of a worker's own.
  std::size_t kernel_size_, pooled_size_, own_size_;
};

}  // namespace inkling
