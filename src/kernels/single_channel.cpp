#include "kernels/single_channel.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/columns.h"
#include "kernels/elementwise.h"
#include "kernels/kernel_set.h"

namespace inkling {

bool SingleChannel::suits(const Convolution& c) {
  return c.channels == 1 && c.kernel_height == 3 && c.kernel_width == 3 && c.stride_height == 1 &&
         c.stride_width == 1 && c.out_height % 2 == 0 && c.out_width % 2 == 0 &&
         c.filters % kFiltersTogether == 0;
}

SingleChannel::SingleChannel(const Convolution& c)
    : convolution_(c),
      frame_(padded_input(c)),
      grid_{c.out_height / 2, c.out_width / 2, c.filters},
      kernel_size_(static_cast<std::size_t>(kTilePlanes) * c.filters),
      pooled_size_(c.output_size() / 4),
      own_size_(grid_.planes_size() + frame_.size()) {}

std::size_t SingleChannel::scratch_size(std::size_t workers) const {
  return gradient_parts(kernel_size_) * (kernel_size_ + grid_.filters) + workers * own_size_;
}

std::size_t SingleChannel::forward_scratch_size(std::size_t workers) const {
  return kernel_size_ + workers * own_size_;
}

const Scalar* SingleChannel::planes_of(const Scalar* image, Scalar* own) const {
  const Scalar* padded = input_frame(convolution_, frame_, image, own + grid_.planes_size());
  kernels().single_channel.input(grid_, padded, own);
  return own;
}

template <typename Body>
void SingleChannel::for_each_image(int batch, const Scalar* x, Scalar* own, const Body& body) const {
  parallel_for(batch, [&](std::size_t image, std::size_t worker) {
    body(image, worker, planes_of(x + image * convolution_.input_size(), own + worker * own_size_));
  });
}

void SingleChannel::forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
                            bool transient, const Epilogue& epilogue, Scalar* scratch) const {
  const auto& tiles = kernels().single_channel;
  tiles.kernel(grid_.filters, kernel, scratch);
  const bool own_place = transient && thread_count() <= static_cast<std::size_t>(batch);
  for_each_image(batch, x, scratch + kernel_size_,
                 [&](std::size_t image, std::size_t worker, const Scalar* planes) {
                   const std::size_t place = own_place ? worker : image;
                   tiles.output(grid_, planes, scratch, bias, y + place * convolution_.output_size());
                   epilogue(image, 1, place);
                 });
}

void SingleChannel::forward_pooled(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                                   Scalar* pooled, Scalar* argmax, const Epilogue& epilogue,
                                   Scalar* scratch) const {
  const auto& tiles = kernels().single_channel;
  tiles.kernel(grid_.filters, kernel, scratch);
  for_each_image(batch, x, scratch + kernel_size_, [&](std::size_t image, std::size_t, const Scalar* planes) {
    const std::size_t start = image * pooled_size_;
    tiles.output_pooled(grid_, planes, scratch, bias, pooled + start, argmax ? argmax + start : nullptr);
    epilogue(image, 1, image);
  });
}

template <typename Accumulate>
void SingleChannel::add_gradients(int batch, const Scalar* x, const Prologue& prologue,
                                  std::size_t gradient_size, const Scalar* gradients,
                                  const Accumulate& accumulate, Scalar* dkernel, Scalar* dbias,
                                  Scalar* scratch) const {
  const auto images = static_cast<std::size_t>(batch), filters = static_cast<std::size_t>(grid_.filters);
  const std::size_t parts = std::min(gradient_parts(kernel_size_), images);
  Scalar* part_dbiases = scratch + parts * kernel_size_;
  Scalar* own = part_dbiases + parts * filters;
  std::fill_n(scratch, parts * (kernel_size_ + filters), Scalar(0));
  parallel_for(parts, [&](std::size_t part, std::size_t worker) {
    const std::size_t first = images * part / parts, free = thread_count() <= images ? worker : first;
    for (std::size_t image = first; image < images * (part + 1) / parts; ++image) {
      const std::size_t place = prologue(image, 1, free);
      if (dbias)
        add_rows(gradient_size / filters, grid_.filters, gradients + place * gradient_size,
                 part_dbiases + part * filters);
      if (dkernel)
        accumulate(image, place, planes_of(x + image * convolution_.input_size(), own + worker * own_size_),
                   scratch + part * kernel_size_);
    }
  });
  if (dbias) add_parts(parts, {part_dbiases, parts * filters}, {dbias, filters});
  if (!dkernel) return;
  add_parts(parts - 1, {scratch + kernel_size_, (parts - 1) * kernel_size_}, {scratch, kernel_size_});
  kernels().single_channel.kernel_adjoint(grid_.filters, scratch, dkernel);
}

void SingleChannel::backward(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dy,
                             Scalar* dkernel, Scalar* dbias, Scalar* scratch) const {
  const std::size_t size = convolution_.output_size();
  const auto accumulate = [&](std::size_t, std::size_t place, const Scalar* planes, Scalar* du) {
    kernels().single_channel.accumulate(grid_, planes, dy + place * size, du);
  };
  add_gradients(batch, x, prologue, size, dy, accumulate, dkernel, dbias, scratch);
}

void SingleChannel::backward_pooled(int batch, const Scalar* x, const Prologue& prologue,
                                    const Scalar* dpooled, const Scalar* argmax, Scalar* dkernel,
                                    Scalar* dbias, Scalar* scratch) const {
  const auto accumulate = [&](std::size_t image, std::size_t place, const Scalar* planes, Scalar* du) {
    kernels().single_channel.accumulate_pooled(grid_, planes, dpooled + place * pooled_size_,
                                               argmax + image * pooled_size_, du);
  };
  add_gradients(batch, x, prologue, pooled_size_, dpooled, accumulate, dkernel, dbias, scratch);
}

}  // namespace inkling
