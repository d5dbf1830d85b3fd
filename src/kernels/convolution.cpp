#include "kernels/convolution.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/kernel_set.h"
#include "kernels/winograd.h"

namespace inkling {

namespace {

/// The zero-padded image in which a product finds its patches in place.
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
Frame padded_input(const Convolution& c) {
  return {std::max(c.pad_top + c.height, (c.out_height - 1) * c.stride_height + c.kernel_height),
          std::max(c.pad_left + c.width, (c.out_width - 1) * c.stride_width + c.kernel_width), c.channels};
}

/// Where the gradient of the input reads: dy spread out by the strides, with room for the whole kernel around
/// it.
Frame spread_output(const Convolution& c) {
  return {c.height + c.kernel_height - 1, c.width + c.kernel_width - 1, c.filters};
}

Patches patches(const Convolution& c, const Frame& frame, const Scalar* data) {
  const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(frame.width) * frame.channels;
  return {data,
          c.out_height,
          c.out_width,
          row * c.stride_height,
          static_cast<std::ptrdiff_t>(frame.channels) * c.stride_width,
          c.kernel_height,
          c.kernel_width * frame.channels,
          row};
}

/// The padded image, or the image itself where there is nothing to pad.
const Scalar* input_frame(const Convolution& c, const Frame& frame, const Scalar* image, Scalar* scratch) {
  if (frame.size() == c.input_size()) return image;
  frame.fill(image, c.height, c.width, c.pad_top, c.pad_left, 1, 1, scratch);
  return scratch;
}

std::size_t packed_scratch(const Convolution& c) {
  return std::max(packed_size(c.depth(), c.filters),
                  packed_size(c.kernel_height * c.kernel_width * c.filters, c.channels));
}

}  // namespace

std::size_t Convolution::scratch_size(std::size_t workers) const {
  if (Winograd::suits(*this)) return Winograd(*this).scratch_size(workers);
  const std::size_t flipped = static_cast<std::size_t>(depth()) * filters;
  return packed_scratch(*this) + flipped +
         workers * std::max(padded_input(*this).size(), spread_output(*this).size());
}

void Convolution::forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
                          const ImageWork& finish, Scalar* scratch) const {
  if (Winograd::suits(*this)) return Winograd(*this).forward(batch, x, kernel, bias, y, finish, scratch);
  const auto& product = kernels().product;
  const Frame frame = padded_input(*this);
  Scalar* frames = scratch + packed_scratch(*this);
  product.pack(kernel, depth(), filters, false, scratch);
  parallel_for(batch, [&](std::size_t image, std::size_t worker) {
    const Scalar* data = input_frame(*this, frame, x + image * input_size(), frames + worker * frame.size());
    product.multiply(patches(*this, frame, data), scratch, filters, 0, product.panels(filters), bias,
                     y + image * output_size());
    finish(image, 1);
  });
}

void Convolution::backward(int batch, const Scalar* x, const ImageWork& prepare, const Scalar* dy,
                           const Scalar* kernel, Scalar* dkernel, Scalar* dx, Scalar* scratch) const {
  if (Winograd::suits(*this))
    return Winograd(*this).backward(batch, x, prepare, dy, kernel, dkernel, dx, scratch);
  parallel_for(batch, [&](std::size_t image, std::size_t) { prepare(image, 1); });
  if (dkernel) backward_kernel(batch, x, dy, dkernel, scratch);
  if (dx) backward_input(batch, dy, kernel, dx, scratch);
}

void Convolution::backward_kernel(int batch, const Scalar* x, const Scalar* dy, Scalar* dkernel,
                                  Scalar* scratch) const {
  const auto& product = kernels().product;
  const Frame frame = padded_input(*this);
  const std::size_t tiles = product.tiles(patches(*this, frame, x), filters), parts = thread_count();
  // Every tile of the kernel belongs to one part and sums the images in their order, for any number of parts.
  parallel_for(parts, [&](std::size_t part, std::size_t) {
    Scalar* own_frame = scratch + part * frame.size();
    for (int image = 0; image < batch; ++image) {
      const Scalar* data = input_frame(*this, frame, x + image * input_size(), own_frame);
      product.accumulate(patches(*this, frame, data), dy + image * output_size(), filters,
                         static_cast<int>(tiles * part / parts), static_cast<int>(tiles * (part + 1) / parts),
                         dkernel);
    }
  });
}

void Convolution::backward_input(int batch, const Scalar* dy, const Scalar* kernel, Scalar* dx,
                                 Scalar* scratch) const {
  // A convolution itself: dy, spread and padded, with the kernel turned by 180 degrees and its channels
  // exchanged.
  const auto& product = kernels().product;
  const Frame frame = spread_output(*this);
  const int taps = kernel_height * kernel_width;
  Scalar* flipped = scratch + packed_scratch(*this);
  Scalar* frames = flipped + static_cast<std::ptrdiff_t>(depth()) * filters;
  for (int tap = 0; tap < taps; ++tap)
    for (int c = 0; c < channels; ++c)
      for (int f = 0; f < filters; ++f)
        flipped[(static_cast<std::ptrdiff_t>(tap) * filters + f) * channels + c] =
            kernel[(static_cast<std::ptrdiff_t>(taps - 1 - tap) * channels + c) * filters + f];
  product.pack(flipped, taps * filters, channels, false, scratch);

  Convolution turned = *this;
  turned.stride_height = turned.stride_width = 1;
  turned.out_height = height;
  turned.out_width = width;
  parallel_for(batch, [&](std::size_t image, std::size_t worker) {
    Scalar* own_frame = frames + worker * frame.size();
    frame.fill(dy + image * output_size(), out_height, out_width, kernel_height - 1 - pad_top,
               kernel_width - 1 - pad_left, stride_height, stride_width, own_frame);
    product.multiply(patches(turned, frame, own_frame), scratch, channels, 0, product.panels(channels),
                     nullptr, dx + image * input_size());
  });
}

}  // namespace inkling
