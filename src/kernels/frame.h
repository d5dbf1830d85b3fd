#pragma once

#include <algorithm>
#include <cstddef>

#include "kernels/convolution.h"

namespace inkling {

/// The zero-padded image in which a convolution finds its patches in place.
struct Frame {
  int height, width, channels;

  std::size_t size() const { return static_cast<std::size_t>(height) * width * channels; }

  /// Writes pixel (y, x) of `image` to (top + y * row_step, left + x * column_step), zero elsewhere.
  void fill(const Scalar* image, int rows, int columns, int top, int left, int row_step, int column_step,
            Scalar* frame) const {
    std::fill_n(frame, size(), Scalar(0));
    for (int y = 0; y < rows; ++y) {
      const Scalar* from = image + static_cast<std::ptrdiff_t>(y) * columns * channels;
      Scalar* to = frame + (static_cast<std::ptrdiff_t>(top + y * row_step) * width + left) * channels;
      if (column_step == 1)
        std::copy_n(from, static_cast<std::ptrdiff_t>(columns) * channels, to);
      else
        for (int x = 0; x < columns; ++x)
          std::copy_n(from + x * channels, channels,
                      to + static_cast<std::ptrdiff_t>(x) * column_step * channels);
    }
  }
};

/// Where the forward pass reads: the image with its padding.
inline Frame padded_input(const Convolution& c) {
  return {std::max(c.pad_top + c.height, (c.out_height - 1) * c.stride_height + c.kernel_height),
          std::max(c.pad_left + c.width, (c.out_width - 1) * c.stride_width + c.kernel_width), c.channels};
}

/// The padded image, or the image itself where there is nothing to pad.
inline const Scalar* input_frame(const Convolution& c, const Frame& frame, const Scalar* image,
                                 Scalar* scratch) {
  if (frame.size() == c.input_size()) return image;
  frame.fill(image, c.height, c.width, c.pad_top, c.pad_left, 1, 1, scratch);
  return scratch;
}

}  // namespace inkling
