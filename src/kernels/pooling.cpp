#include "kernels/pooling.h"

#include <algorithm>

#include "base/parallel.h"

namespace inkling {

/// Calls body(window, pixel, first) for every pixel of every window, as offsets into an output and an input
/// image; `first` tells where a window begins.
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
          body(window, (static_cast<std::ptrdiff_t>(iy) * width + ix) * channels, iy == top && ix == left);
    }
  }
}

void Pooling::max_forward(int batch, const Scalar* x, Scalar* y) const {
  parallel_for(batch, [&](std::size_t image, std::size_t) {
    const Scalar* in = x + image * input_size();
    Scalar* out = y + image * output_size();
    for_each_tap([&](std::ptrdiff_t window, std::ptrdiff_t pixel, bool first) {
      Scalar* best = out + window;
      const Scalar* value = in + pixel;
      if (first)
        std::copy_n(value, channels, best);
      else
        for (int c = 0; c < channels; ++c) best[c] = value[c] > best[c] ? value[c] : best[c];
    });
  });
}

void Pooling::max_backward(int batch, const Scalar* x, const Scalar* y, const Scalar* dy, Scalar* dx,
                           Scalar* scratch) const {
  parallel_for(batch, [&](std::size_t image, std::size_t worker) {
    const Scalar* in = x + image * input_size();
    const Scalar* best = y + image * output_size();
    const Scalar* gradient = dy + image * output_size();
    Scalar* out = dx + image * input_size();
    Scalar* left_to_give = scratch + worker * channels;
    std::fill_n(out, input_size(), Scalar(0));
    for_each_tap([&](std::ptrdiff_t window, std::ptrdiff_t pixel, bool first) {
      if (first) std::copy_n(gradient + window, channels, left_to_give);
      for (int c = 0; c < channels; ++c) {
        const Scalar given = in[pixel + c] == best[window + c] ? left_to_give[c] : Scalar(0);
        out[pixel + c] += given;
        left_to_give[c] -= given;
      }
    });
  });
}

void mean_forward(int batch, int pixels, int channels, const Scalar* x, Scalar* y) {
  for (int image = 0; image < batch; ++image, y += channels) {
    std::fill_n(y, channels, Scalar(0));
    for (int p = 0; p < pixels; ++p, x += channels)
      for (int c = 0; c < channels; ++c) y[c] += x[c];
    for (int c = 0; c < channels; ++c) y[c] /= static_cast<Scalar>(pixels);
  }
}

void mean_backward(int batch, int pixels, int channels, const Scalar* dy, Scalar* dx) {
  for (int image = 0; image < batch; ++image, dy += channels)
    for (int p = 0; p < pixels; ++p, dx += channels)
      for (int c = 0; c < channels; ++c) dx[c] = dy[c] / static_cast<Scalar>(pixels);
}

}  // namespace inkling
