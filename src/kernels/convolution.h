#pragma once

#include <cstddef>

#include "tensor/scalar.h"

namespace inkling {

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

  /// y (batch, out_height, out_width, filters) = x * kernel + bias; bias may be null.
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
               Scalar* scratch) const;

  /// dkernel += gradient of the kernel.
  void backward_kernel(int batch, const Scalar* x, const Scalar* dy, Scalar* dkernel, Scalar* scratch) const;

  /// dx = gradient of the input.
  void backward_input(int batch, const Scalar* dy, const Scalar* kernel, Scalar* dx, Scalar* scratch) const;
};

}  // namespace inkling
