// Of every tap, for its channels c and their multiples m:
//   y[c, m]        += x[c]         kernel[c, m]
//   dkernel[c, m]  += x[c]         dy[c, m]
//   dx[c]          += kernel[c, m] dy[c, m], over all m
#include "kernels/depthwise_convolution.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/columns.h"
#include "kernels/convolution.h"
#include "kernels/elementwise.h"

namespace inkling {

namespace {

/// sums[c, m] += x[c] * factors[c, m].
void add_multiples(int channels, int multiplier, const Scalar* x, const Scalar* factors, Scalar* sums) {
  if (multiplier == 1) {
    for (int c = 0; c < channels; ++c) sums[c] += x[c] * factors[c];
    return;
  }
  for (int c = 0; c < channels; ++c, factors += multiplier, sums += multiplier)
    for (int m = 0; m < multiplier; ++m) sums[m] += x[c] * factors[m];
}

/// sums[c] += a[c, m] * b[c, m] over all m.
void add_over_multiples(int channels, int multiplier, const Scalar* a, const Scalar* b, Scalar* sums) {
  if (multiplier == 1) {
    for (int c = 0; c < channels; ++c) sums[c] += a[c] * b[c];
    return;
  }
  for (int c = 0; c < channels; ++c, a += multiplier, b += multiplier)
    for (int m = 0; m < multiplier; ++m) sums[c] += a[m] * b[m];
}

}  // namespace

template <typename Body>
void DepthwiseConvolution::for_each_tap(const Body& body) const {
  for (int oy = 0; oy < out_height; ++oy) {
    const int top = oy * stride_height - pad_top, bottom = std::min(height, top + kernel_height);
    for (int ox = 0; ox < out_width; ++ox) {
      const int left = ox * stride_width - pad_left, right = std::min(width, left + kernel_width);
      const std::ptrdiff_t output = (static_cast<std::ptrdiff_t>(oy) * out_width + ox) * out_channels();
      for (int iy = std::max(0, top); iy < bottom; ++iy)
        for (int ix = std::max(0, left); ix < right; ++ix)
          body(Tap{(static_cast<std::ptrdiff_t>(iy) * width + ix) * channels,
                   (static_cast<std::ptrdiff_t>(iy - top) * kernel_width + ix - left) * out_channels(),
                   output});
    }
  }
}

std::size_t DepthwiseConvolution::scratch_size() const {
  return gradient_parts(kernel_size()) * (kernel_size() + out_channels());
}

void DepthwiseConvolution::forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                                   Scalar* y) const {
  parallel_for(batch, [&](std::size_t image, std::size_t) {
    const Scalar* from = x + image * input_size();
    Scalar* to = y + image * output_size();
    if (!bias) std::fill_n(to, output_size(), Scalar(0));
    for (std::size_t pixel = 0; bias && pixel < output_size(); pixel += out_channels())
      std::copy_n(bias, out_channels(), to + pixel);
    for_each_tap([&](const Tap& tap) {
      add_multiples(channels, multiplier, from + tap.pixel, kernel + tap.kernel, to + tap.output);
    });
  });
}

void DepthwiseConvolution::backward(int batch, const Scalar* x, const Scalar* dy, const Scalar* kernel,
                                    Scalar* dkernel, Scalar* dbias, Scalar* dx, Scalar* scratch) const {
  const std::size_t images = static_cast<std::size_t>(batch), kernel_length = kernel_size(),
                    biases = static_cast<std::size_t>(out_channels()),
                    parts = std::min(gradient_parts(kernel_length), images);
  Scalar* part_dbiases = scratch + parts * kernel_length;
  parallel_for(parts, [&](std::size_t part, std::size_t) {
    Scalar *own_dkernel = scratch + part * kernel_length, *own_dbias = part_dbiases + part * biases;
    std::fill_n(own_dkernel, kernel_length, Scalar(0));
    std::fill_n(own_dbias, biases, Scalar(0));
    for (std::size_t image = images * part / parts; image < images * (part + 1) / parts; ++image) {
      const Scalar* gradient = dy + image * output_size();
      if (dbias) add_rows(output_size() / biases, out_channels(), gradient, own_dbias);
      if (dkernel) {
        const Scalar* from = x + image * input_size();
        for_each_tap([&](const Tap& tap) {
          add_multiples(channels, multiplier, from + tap.pixel, gradient + tap.output,
                        own_dkernel + tap.kernel);
        });
      }
      if (dx) {
        Scalar* to = dx + image * input_size();
        std::fill_n(to, input_size(), Scalar(0));
        for_each_tap([&](const Tap& tap) {
          add_over_multiples(channels, multiplier, kernel + tap.kernel, gradient + tap.output,
                             to + tap.pixel);
        });
      }
    }
  });
  if (dbias) add_parts(parts, {part_dbiases, parts * biases}, {dbias, biases});
  if (dkernel) add_parts(parts, {scratch, parts * kernel_length}, {dkernel, kernel_length});
}

}  // namespace inkling
