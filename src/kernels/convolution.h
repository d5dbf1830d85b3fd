#pragma once

#include <cstddef>
#include <functional>

#include "tensor/scalar.h"

namespace inkling {

/// Done to the images [first, first + count) of y while they are in the processor's cache: at the place of
/// image `place` and those after it.
using Epilogue = std::function<void(std::size_t first, std::size_t count, std::size_t place)>;

/// Makes dy of such images ready, at their own place or at that of `free`, which nobody else uses, and says
/// at which.
using Prologue = std::function<std::size_t(std::size_t first, std::size_t count, std::size_t free)>;

/// Into how many parts a batch is cut of which each adds up the gradient of a kernel of that size by itself:
/// the same for any number of threads.
std::size_t gradient_parts(std::size_t kernel_size);

/// A two-dimensional convolution (cross-correlation, as in Keras) of NHWC images with an HWIO kernel:
/// x, dx (B, H, W, C), kernel, dkernel (KH, KW, C, F), bias, dbias (F), y, dy (B, H', W', F).
/// reference_convolution.h has it as plain loops. Output pixel (oy, ox) sees input rows oy * stride_height -
/// pad_top + [0, kernel_height), and columns likewise.
struct Convolution {
  int height, width, channels;
  int kernel_height, kernel_width, filters;
  int stride_height, stride_width;
  int pad_top, pad_left;
  int out_height, out_width;

  int depth() const { return kernel_height * kernel_width * channels; }
  std::size_t input_size() const { return static_cast<std::size_t>(height) * width * channels; }
  std::size_t output_size() const { return static_cast<std::size_t>(out_height) * out_width * filters; }
  /// Scalars of scratch that the functions below need, and forward() alone.
  std::size_t scratch_size(std::size_t workers) const;
  std::size_t forward_scratch_size(std::size_t workers) const;

  /// Scalars, zero at first, in which forward() keeps what it has made of the kernel until that changes.
  std::size_t cache_size() const;

  /// How many images of y are in memory at once where y is transient, and how many of dy where the prologue
  /// leaves them at the free places.
  std::size_t epilogue_images(int batch) const;

  /// y = x * kernel + bias; bias may be null. `epilogue` is called for all images of y, from several
  /// threads. Where y is `transient`, it is not wanted afterwards.
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
               bool transient, const Epilogue& epilogue, Scalar* cache, Scalar* scratch) const;

  /// dkernel += gradient of the kernel, dbias += that of the bias, dx = gradient of the input; each may be
  /// null. `prologue` is called for all images before dy is read, from several threads.
  void backward(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dy, const Scalar* kernel,
                Scalar* dkernel, Scalar* dbias, Scalar* dx, Scalar* scratch) const;

  /// Whether the functions below can be had, in which y itself, and dy, are in nobody's memory: pooled,
  /// dpooled and argmax (B, H'/2, W'/2, F) are what Pooling makes of 2x2 of its pixels.
  bool pools() const;
  /// argmax may be null. `epilogue` is called for all images of what is pooled.
  void forward_pooled(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* pooled,
                      Scalar* argmax, const Epilogue& epilogue, Scalar* scratch) const;
  void backward_pooled(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dpooled,
                       const Scalar* argmax, Scalar* dkernel, Scalar* dbias, Scalar* scratch) const;
};

}  // namespace inkling
