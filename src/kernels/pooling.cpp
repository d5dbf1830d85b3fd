#include "kernels/pooling.h"

#include <algorithm>

#include "kernels/kernel_set.h"

namespace inkling {

/// Calls body(tap) for every pixel of every window.
template <typename Body>
void Pooling::for_each_tap(const Body& body) const {
  for (int oy = 0; oy < out_height; ++oy) {
    const int top = std::max(0, oy * stride_height - pad_top);
    const int bottom = std::min(height, oy * stride_height - pad_top + pool_height);
    for (int ox = 0; ox < out_width; ++ox) {
      const int left = std::max(0, ox * stride_width - pad_left);
      const int right = std::min(width, ox * stride_width - pad_left + pool_width);
      const std::ptrdiff_t window = (static_cast<std::ptrdiff_t>(oy) * out_width + ox) * channels;
      for (int iy = top; iy < bottom; ++iy)
        for (int ix = left; ix < right; ++ix)
          body(Tap{window, (static_cast<std::ptrdiff_t>(iy) * width + ix) * channels,
                   (bottom - top) * (right - left)});
    }
  }
}

void Pooling::max_forward(const Scalar* x, Scalar* y, Scalar* argmax) const {
  kernels().max_windows.forward(*this, x, y, argmax);
}

void Pooling::max_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const {
  kernels().max_windows.backward(*this, argmax, dy, dx);
}

void Pooling::sum_forward(const Scalar* x, bool mean, Scalar* y) const {
  std::fill_n(y, output_size(), Scalar(0));
  for_each_tap([&](const Tap& tap) {
    const Scalar share = mean ? 1 / static_cast<Scalar>(tap.pixels) : 1;
    for (int c = 0; c < channels; ++c) y[tap.window + c] += share * x[tap.pixel + c];
  });
}

void Pooling::sum_backward(const Scalar* dy, bool mean, Scalar* dx) const {
  std::fill_n(dx, input_size(), Scalar(0));
  for_each_tap([&](const Tap& tap) {
    const Scalar share = mean ? 1 / static_cast<Scalar>(tap.pixels) : 1;
    for (int c = 0; c < channels; ++c) dx[tap.pixel + c] += share * dy[tap.window + c];
  });
}

}  // namespace inkling
