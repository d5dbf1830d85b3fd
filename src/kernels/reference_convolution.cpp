#include "kernels/reference_convolution.h"

namespace inkling {

namespace {

// Where a number of each array is.

std::size_t input_at(const Convolution& c, int image, int y, int x, int channel) {
  return ((static_cast<std::size_t>(image) * c.height + y) * c.width + x) * c.channels + channel;
}

std::size_t kernel_at(const Convolution& c, int y, int x, int channel, int filter) {
  return ((static_cast<std::size_t>(y) * c.kernel_width + x) * c.channels + channel) * c.filters + filter;
}

std::size_t output_at(const Convolution& c, int image, int y, int x, int filter) {
  return ((static_cast<std::size_t>(image) * c.out_height + y) * c.out_width + x) * c.filters + filter;
}

}  // namespace

void reference_forward(const Convolution& c, int batch, const Scalar* x, const Scalar* kernel,
                       const Scalar* bias, Scalar* y) {
  for (int b = 0; b < batch; ++b)
    for (int oy = 0; oy < c.out_height; ++oy)
      for (int ox = 0; ox < c.out_width; ++ox)
        for (int f = 0; f < c.filters; ++f) {
          double sum = bias ? bias[f] : 0;
          for (int ky = 0; ky < c.kernel_height; ++ky)
            for (int kx = 0; kx < c.kernel_width; ++kx) {
              const int iy = oy * c.stride_height - c.pad_top + ky;
              const int ix = ox * c.stride_width - c.pad_left + kx;
              if (iy < 0 || iy >= c.height || ix < 0 || ix >= c.width) continue;  // padding is zero
              for (int i = 0; i < c.channels; ++i)
                sum += double(x[input_at(c, b, iy, ix, i)]) * kernel[kernel_at(c, ky, kx, i, f)];
            }
          y[output_at(c, b, oy, ox, f)] = static_cast<Scalar>(sum);
        }
}

void reference_backward_kernel(const Convolution& c, int batch, const Scalar* x, const Scalar* dy,
                               Scalar* dkernel) {
  for (int ky = 0; ky < c.kernel_height; ++ky)
    for (int kx = 0; kx < c.kernel_width; ++kx)
      for (int i = 0; i < c.channels; ++i)
        for (int f = 0; f < c.filters; ++f) {
          double sum = 0;
          for (int b = 0; b < batch; ++b)
            for (int oy = 0; oy < c.out_height; ++oy)
              for (int ox = 0; ox < c.out_width; ++ox) {
                const int iy = oy * c.stride_height - c.pad_top + ky;
                const int ix = ox * c.stride_width - c.pad_left + kx;
                if (iy < 0 || iy >= c.height || ix < 0 || ix >= c.width) continue;
                sum += double(x[input_at(c, b, iy, ix, i)]) * dy[output_at(c, b, oy, ox, f)];
              }
          dkernel[kernel_at(c, ky, kx, i, f)] += static_cast<Scalar>(sum);
        }
}

void reference_backward_bias(const Convolution& c, int batch, const Scalar* dy, Scalar* dbias) {
  for (int f = 0; f < c.filters; ++f) {
    double sum = 0;
    for (int b = 0; b < batch; ++b)
      for (int oy = 0; oy < c.out_height; ++oy)
        for (int ox = 0; ox < c.out_width; ++ox) sum += dy[output_at(c, b, oy, ox, f)];
    dbias[f] += static_cast<Scalar>(sum);
  }
}

void reference_backward_input(const Convolution& c, int batch, const Scalar* dy, const Scalar* kernel,
                              Scalar* dx) {
  for (int b = 0; b < batch; ++b)
    for (int iy = 0; iy < c.height; ++iy)
      for (int ix = 0; ix < c.width; ++ix)
        for (int i = 0; i < c.channels; ++i) {
          double sum = 0;
          for (int ky = 0; ky < c.kernel_height; ++ky)
            for (int kx = 0; kx < c.kernel_width; ++kx) {
              // The outputs that see this pixel through this tap: those of a whole number of strides.
              const int down = iy + c.pad_top - ky, right = ix + c.pad_left - kx;
              if (down % c.stride_height != 0 || right % c.stride_width != 0) continue;
              const int oy = down / c.stride_height, ox = right / c.stride_width;
              if (oy < 0 || oy >= c.out_height || ox < 0 || ox >= c.out_width) continue;
              for (int f = 0; f < c.filters; ++f)
                sum += double(dy[output_at(c, b, oy, ox, f)]) * kernel[kernel_at(c, ky, kx, i, f)];
            }
          dx[input_at(c, b, iy, ix, i)] = static_cast<Scalar>(sum);
        }
}

}  // namespace inkling
