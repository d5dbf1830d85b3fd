#pragma once

#include <cstddef>
#include <functional>

#include "tensor/scalar.h"

namespace inkling {

/// Something done to the images [first, first + count) of a batch while they are in the cache.
using ImageWork = std::function<void(std::size_t first, std::size_t count)>;

/// Into how many parts a batch is cut of which each adds up the gradient of a kernel of that size by itself:
/// the same for any number of threads.
std::size_t gradient_parts(std::size_t kernel_size);

/// A two-dimensional convolution (cross-correlation, as in Keras) of NHWC images with an HWIO kernel.
/// Output pixel (oy, ox) sees input rows oy * stride_height - pad_top + [0, kernel_height), and columns
/// likewise.
struct Convolution {
  int height, width, channels;
  int kernel_height, kernel_width, filters;
  int stride_height, stride_width;
  int pad_top, pad_left;
  int out_height, out_width;

  int depth() const { return kernel_height * kernel_width * channels; }
  std::size_t input_size() const { return static_cast<std::size_t>(height) * width * channels; }
  std::size_t output_size() const { return static_cast<std::size_t>(out_height) * out_width * filters; }
  /// Scalars of scratch that the functions below need.
  std::size_t scratch_size(std::size_t workers) const;

  /// Scalars, zero at first, in which forward() keeps what it has made of the kernel until that changes.
  std::size_t kept_size() const;

  /// y (batch, out_height, out_width, filters) = x * kernel + bias; bias may be null. `finish` is called for
  /// all images of y, from several threads.
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
               const ImageWork& finish, Scalar* kept, Scalar* scratch) const;

  /// dkernel += gradient of the kernel, dx = gradient of the input; either may be null. `prepare` is
  /// called for all images of dy before they are read, from several threads.
  void backward(int batch, const Scalar* x, const ImageWork& prepare, const Scalar* dy, const Scalar* kernel,
                Scalar* dkernel, Scalar* dx, Scalar* scratch) const;
};

}  // namespace inkling
