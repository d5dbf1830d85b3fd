#pragma once

#include <cstddef>

#include "tensor/scalar.h"

namespace inkling {

/// A convolution (cross-correlation, as in Keras) of each channel of NHWC images by itself, with `multiplier`
/// kernels of its own: x, dx (B, H, W, C), kernel, dkernel (KH, KW, C, M), bias, dbias (C M),
/// y, dy (B, H', W', C M). Output pixel (oy, ox) sees input rows oy * stride_height - pad_top +
/// [0, kernel_height), and columns likewise.
struct DepthwiseConvolution {
  int height, width, channels;
  int kernel_height, kernel_width, multiplier;
  int stride_height, stride_width;
  int pad_top, pad_left;
  int out_height, out_width;

  int out_channels() const { return channels * multiplier; }
  std::size_t input_size() const { return static_cast<std::size_t>(height) * width * channels; }
  std::size_t kernel_size() const {
    return static_cast<std::size_t>(kernel_height) * kernel_width * out_channels();
  }
  std::size_t output_size() const {
    return static_cast<std::size_t>(out_height) * out_width * out_channels();
  }
  /// Scalars of scratch that backward() needs.
  std::size_t scratch_size() const;

  /// y = x * kernel + bias; bias may be null.
  void forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y) const;

  /// dkernel += gradient of the kernel, dbias += that of the bias, dx = gradient of the input; each may be
  /// null.
  void backward(int batch, const Scalar* x, const Scalar* dy, const Scalar* kernel, Scalar* dkernel,
                Scalar* dbias, Scalar* dx, Scalar* scratch) const;

 private:
  /// Where a number of a kernel meets a pixel of one image: offsets of their first channels.
  struct Tap {
    std::ptrdiff_t pixel, kernel, output;
  };
  /// Calls body(tap) for all that lie in the image, output by output.
  template <typename Body>
  void for_each_tap(const Body& body) const;
};

}  // namespace inkling
