#include "kernels/pooling.h"

#include <algorithm>

#include "base/parallel.h"
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

void Pooling::max_forward(const Scalar* x, Scalar* y, Scalar* where) const {
  kernels().max_windows.forward(*this, x, y, where);
}

void Pooling::max_backward(const Scalar* where, const Scalar* dy, Scalar* dx) const {
  kernels().max_windows.backward(*this, where, dy, dx);
}

void Pooling::sum_forward(int batch, const Scalar* x, bool mean, Scalar* y) const {
  parallel_for(batch, [&](std::size_t image, std::size_t) {
    const Scalar* in = x + image * input_size();
    Scalar* out = y + image * output_size();
    std::fill_n(out, output_size(), Scalar(0));
    for_each_tap([&](const Tap& tap) {
      const Scalar share = mean ? 1 / static_cast<Scalar>(tap.pixels) : 1;
      for (int c = 0; c < channels; ++c) out[tap.window + c] += share * in[tap.pixel + c];
    });
  });
}

void Pooling::sum_backward(int batch, const Scalar* dy, bool mean, Scalar* dx) const {
  parallel_for(batch, [&](std::size_t image, std::size_t) {
    const Scalar* gradient = dy + image * output_size();
    Scalar* out = dx + image * input_size();
    std::fill_n(out, input_size(), Scalar(0));
    for_each_tap([&](const Tap& tap) {
      const Scalar share = mean ? 1 / static_cast<Scalar>(tap.pixels) : 1;
      for (int c = 0; c < channels; ++c) out[tap.pixel + c] += share * gradient[tap.window + c];
    });
  });
}

}  // namespace inkling
