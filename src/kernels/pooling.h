#pragma once

#include <cstddef>

#include "tensor/scalar.h"

namespace inkling {

/// Windows over NHWC images: window (oy, ox) covers rows oy * stride_height - pad_top + [0, pool_height) and
/// columns likewise, without what lies outside the image.
struct Pooling {
  int height, width, channels;
  int pool_height, pool_width;
  int stride_height, stride_width;
  int pad_top, pad_left;
  int out_height, out_width;

  std::size_t input_size() const { return static_cast<std::size_t>(height) * width * channels; }
  std::size_t output_size() const { return static_cast<std::size_t>(out_height) * out_width * channels; }

  /// Whether the windows are 2x2 pixels, side by side and wholly inside, as most are.
  bool halves() const {
    return pool_height == 2 && pool_width == 2 && stride_height == 2 && stride_width == 2 && pad_top == 0 &&
           pad_left == 0 && 2 * out_height <= height && 2 * out_width <= width;
  }

  // Of one image:

  /// y = the largest number of each window and channel, argmax, where not null, in which of the window's
  /// pixels it is, the first of them.
  void max_forward(const Scalar* x, Scalar* y, Scalar* argmax) const;
  /// dx = dy, given to that pixel.
  void max_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const;

  /// y = the sum of each window and channel; divided by how many pixels the window covers where `mean`.
  void sum_forward(const Scalar* x, bool mean, Scalar* y) const;
  void sum_backward(const Scalar* dy, bool mean, Scalar* dx) const;

 private:
  /// A pixel of a window: offsets into an output and an input image.
  struct Tap {
    std::ptrdiff_t window, pixel;
    /// Of the window.
    int pixels;
  };
  template <typename Body>
  void for_each_tap(const Body& body) const;
};

/// Pooling's functions for one image, compiled for one vector width.
struct MaxWindows {
  void (*forward)(const Pooling& shape, const Scalar* x, Scalar* y, Scalar* argmax);
  void (*backward)(const Pooling& shape, const Scalar* argmax, const Scalar* dy, Scalar* dx);
};

}  // namespace inkling
