// y (B, H', W', F) = x (B, H, W, C) * kernel (KH, KW, C, F) + bias (F), as a product for each image.
//   y        (H' W', F)     = patches of x  (H' W', KH KW C)   kernel         (KH KW C, F)
//   dkernel  (KH KW C, F)  += patches of x, transposed         dy             (H' W', F)
//   dx       (H W, C)       = patches of dy (H W, KH KW F)     turned kernel  (KH KW F, C)
// No patch is copied: it is read where it lies in its image, which is padded first.
#include "kernels/convolution.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/columns.h"
#include "kernels/elementwise.h"
#include "kernels/frame.h"
#include "kernels/kernel_set.h"
#include "kernels/single_channel.h"
#include "kernels/winograd.h"

namespace inkling {

namespace {

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

std::size_t packed_scratch(const Convolution& c) {
  return std::max(packed_size(c.depth(), c.filters),
                  packed_size(c.kernel_height * c.kernel_width * c.filters, c.channels));
}

/// packed <- the kernel turned by 180 degrees, with its channels and filters exchanged.
void pack_turned(const Convolution& c, const Scalar* kernel, Scalar* turned, Scalar* packed) {
  const int taps = c.kernel_height * c.kernel_width;
  for (int tap = 0; tap < taps; ++tap)
    for (int i = 0; i < c.channels; ++i)
      for (int f = 0; f < c.filters; ++f)
        turned[(static_cast<std::ptrdiff_t>(tap) * c.filters + f) * c.channels + i] =
            kernel[(static_cast<std::ptrdiff_t>(taps - 1 - tap) * c.channels + i) * c.filters + f];
  const auto& product = kernels().product;
  product.pack(turned, taps * c.filters, c.channels, false, 0, product.panels(c.channels), packed);
}

}  // namespace

std::size_t gradient_parts(std::size_t size) {
  constexpr std::size_t kMaxBatchParts = 16, kMaxScalars = std::size_t{1} << 24;
  return std::clamp<std::size_t>(kMaxScalars / size, 1, kMaxBatchParts);
}

std::size_t Convolution::scratch_size(std::size_t workers) const {
  if (Winograd::suits(*this)) return Winograd(*this).scratch_size(workers);
  const std::size_t kernel_size = static_cast<std::size_t>(depth()) * filters;
  const std::size_t size = packed_scratch(*this) + gradient_parts(kernel_size) * (kernel_size + filters) +
                           workers * std::max(padded_input(*this).size(), spread_output(*this).size());
  return SingleChannel::suits(*this) ? std::max(size, SingleChannel(*this).scratch_size(workers)) : size;
}

std::size_t Convolution::forward_scratch_size(std::size_t workers) const {
  if (Winograd::suits(*this)) return Winograd(*this).forward_scratch_size(workers);
  if (SingleChannel::suits(*this)) return SingleChannel(*this).forward_scratch_size(workers);
  return packed_scratch(*this) + workers * padded_input(*this).size();
}

std::size_t Convolution::cache_size() const {
  return Winograd::suits(*this) ? Winograd(*this).cache_size() : 0;
}

std::size_t Convolution::epilogue_images(int batch) const {
  const std::size_t at_once = Winograd::suits(*this) ? Winograd(*this).images_at_once() : 1;
  return std::min(thread_count() * at_once, static_cast<std::size_t>(batch));
}

void Convolution::forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
                          bool transient, const Epilogue& epilogue, Scalar* cache, Scalar* scratch) const {
  if (Winograd::suits(*this))
    return Winograd(*this).forward(batch, x, kernel, bias, y, transient, epilogue, cache, scratch);
  if (SingleChannel::suits(*this))
    return SingleChannel(*this).forward(batch, x, kernel, bias, y, transient, epilogue, scratch);
  const auto& product = kernels().product;
  const Frame frame = padded_input(*this);
  Scalar* frames = scratch + packed_scratch(*this);
  product.pack(kernel, depth(), filters, false, 0, product.panels(filters), scratch);
  const bool own_place = transient && thread_count() <= static_cast<std::size_t>(batch);
  parallel_for(batch, [&](std::size_t image, std::size_t worker) {
    const Scalar* data = input_frame(*this, frame, x + image * input_size(), frames + worker * frame.size());
    const std::size_t place = own_place ? worker : image;
    product.multiply(patches(*this, frame, data), scratch, filters, 0, product.panels(filters), {bias},
                     y + place * output_size());
    epilogue(image, 1, place);
  });
}

void Convolution::backward(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dy,
                           const Scalar* kernel, Scalar* dkernel, Scalar* dbias, Scalar* dx,
                           Scalar* scratch) const {
  if (Winograd::suits(*this))
    return Winograd(*this).backward(batch, x, prologue, dy, kernel, dkernel, dbias, dx, scratch);
  if (!dx && SingleChannel::suits(*this))
    return SingleChannel(*this).backward(batch, x, prologue, dy, dkernel, dbias, scratch);
  const auto& product = kernels().product;
  const Frame in_frame = padded_input(*this), out_frame = spread_output(*this);
  const std::size_t kernel_size = static_cast<std::size_t>(depth()) * filters;
  const std::size_t frame_size = std::max(in_frame.size(), out_frame.size());
  const std::size_t images = static_cast<std::size_t>(batch),
                    parts = std::min(gradient_parts(kernel_size), images);
  Scalar* part_dkernels = scratch + packed_scratch(*this);
  Scalar* part_dbiases = part_dkernels + gradient_parts(kernel_size) * kernel_size;
  Scalar* frames = part_dbiases + gradient_parts(kernel_size) * filters;

  // The gradient of the input is a convolution itself: of dy, spread and padded.
  Convolution turned = *this;
  turned.stride_height = turned.stride_width = 1;
  turned.out_height = height;
  turned.out_width = width;
  if (dx) pack_turned(*this, kernel, part_dkernels, scratch);

  parallel_for(parts, [&](std::size_t part, std::size_t worker) {
    Scalar* own_dkernel = part_dkernels + part * kernel_size;
    Scalar* own_frame = frames + worker * frame_size;
    Scalar* own_dbias = part_dbiases + part * filters;
    if (dkernel) std::fill_n(own_dkernel, kernel_size, Scalar(0));
    std::fill_n(own_dbias, filters, Scalar(0));
    const std::size_t first = images * part / parts, free = thread_count() <= images ? worker : first;
    for (std::size_t image = first; image < images * (part + 1) / parts; ++image) {
      const Scalar* gradient = dy + prologue(image, 1, free) * output_size();
      if (dbias) add_rows(output_size() / filters, filters, gradient, own_dbias);
      if (dkernel) {
        const Scalar* data = input_frame(*this, in_frame, x + image * input_size(), own_frame);
        const Patches left = patches(*this, in_frame, data);
        product.accumulate(left, gradient, filters, own_dkernel);
      }
      if (dx) {
        out_frame.fill(gradient, out_height, out_width, kernel_height - 1 - pad_top,
                       kernel_width - 1 - pad_left, stride_height, stride_width, own_frame);
        product.multiply(patches(turned, out_frame, own_frame), scratch, channels, 0,
                         product.panels(channels), {}, dx + image * input_size());
      }
    }
  });
  const auto biases = static_cast<std::size_t>(filters);
  if (dbias) add_parts(parts, {part_dbiases, parts * biases}, {dbias, biases});
  if (dkernel) add_parts(parts, {part_dkernels, parts * kernel_size}, {dkernel, kernel_size});
}

bool Convolution::pools() const {
  return SingleChannel::suits(*this);
}

void Convolution::forward_pooled(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                                 Scalar* pooled, Scalar* argmax, const Epilogue& epilogue,
                                 Scalar* scratch) const {
  SingleChannel(*this).forward_pooled(batch, x, kernel, bias, pooled, argmax, epilogue, scratch);
}

void Convolution::backward_pooled(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dpooled,
                                  const Scalar* argmax, Scalar* dkernel, Scalar* dbias,
                                  Scalar* scratch) const {
  SingleChannel(*this).backward_pooled(batch, x, prologue, dpooled, argmax, dkernel, dbias, scratch);
}

}  // namespace inkling
