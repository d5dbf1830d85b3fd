// Of b images of T tiles: planes v of x (36, b T, C), u of the kernel (36, C, F), m of y (36, b T, F).
//   v = input(x), u = kernel(kernel), m[p] = v[p] u[p], y = output(m) + bias
//   dm = output_adjoint(dy), du[p] += v[p]^T dm[p], dkernel += kernel_adjoint(du)
//   dv[p] = dm[p] u[p]^T, dx = input_adjoint(dv)
#include "kernels/winograd.h"

#include <algorithm>
#include <cstring>

#include "base/parallel.h"
#include "kernels/columns.h"
#include "kernels/elementwise.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

constexpr std::size_t kTaps = 9;
/// Fewer channels than this are not worth the transforms.
constexpr int kMinChannels = 8;
/// Outputs along a side that make a tile worth it, even if the rest of the tile is thrown away.
constexpr int kMinOutputs = kWinogradTile - 1;
/// Rows that a product needs to run at full speed.
constexpr std::size_t kTilesOfBlock = 32;
/// Planes of more numbers than this are not cached: every layer would have its own.
constexpr std::size_t kMaxCached = std::size_t{1} << 20;

std::size_t pixels(const TiledImage& image) {
  return static_cast<std::size_t>(image.height) * image.width * image.channels;
}

int tiles_along(int outputs) {
  return (outputs + kWinogradTile - 1) / kWinogradTile;
}

/// Calls body(plane) for every plane, by this worker or by all of them.
constexpr auto serial = [](const auto& body) {
  for (std::size_t plane = 0; plane < kWinogradPlanes; ++plane) body(plane);
};
constexpr auto parallel = [](const auto& body) {
  parallel_for(kWinogradPlanes, [&](std::size_t plane, std::size_t) { body(plane); });
};

}  // namespace

bool Winograd::suits(const Convolution& c) {
  return c.kernel_height == 3 && c.kernel_width == 3 && c.stride_height == 1 && c.stride_width == 1 &&
         std::min(c.channels, c.filters) >= kMinChannels && c.channels % kWinogradChannels == 0 &&
         c.filters % kWinogradChannels == 0 && std::min(c.out_height, c.out_width) >= kMinOutputs;
}

Winograd::Winograd(const Convolution& c)
    : in_{c.height,
          c.width,
          c.channels,
          c.pad_top,
          c.pad_left,
          tiles_along(c.out_height),
          tiles_along(c.out_width)},
      out_{c.out_height, c.out_width, c.filters, 0, 0, in_.tile_rows, in_.tile_columns},
      tiles_(static_cast<std::size_t>(in_.tile_rows) * in_.tile_columns),
      block_((kTilesOfBlock + tiles_ - 1) / tiles_),
      in_size_(pixels(in_)),
      out_size_(pixels(out_)),
      kernel_size_(static_cast<std::size_t>(c.channels) * c.filters),
      packed_size_(std::max(packed_size(c.channels, c.filters), packed_size(c.filters, c.channels))),
      // A little more than the numbers of a plane: planes a power of two apart would meet in the same cache
      // lines.
      in_plane_(block_ * tiles_ * c.channels + 16),
      out_plane_(block_ * tiles_ * c.filters + 16) {
  parts_ = gradient_parts(kWinogradPlanes * kernel_size_);
}

std::size_t Winograd::scratch_size(std::size_t workers) const {
  return forward_scratch_size(workers) + parts_ * (kWinogradPlanes * kernel_size_ + out_.channels);
}

std::size_t Winograd::forward_scratch_size(std::size_t workers) const {
  return kWinogradPlanes * (kernel_size_ + packed_size_ + workers * (in_plane_ + out_plane_));
}

std::size_t Winograd::cache_size() const {
  const std::size_t planes = kWinogradPlanes * packed_size_;
  return planes <= kMaxCached ? planes + kTaps * kernel_size_ + 1 : 0;
}

const Scalar* Winograd::planes_of(const Scalar* kernel, Scalar* cache, Scalar* scratch) const {
  const auto& product = kernels().product;
  Scalar* u = scratch;
  Scalar* packed_u = cache ? cache : u + kWinogradPlanes * kernel_size_;
  if (cache) {
    Scalar* known = cache + kWinogradPlanes * packed_size_;
    Scalar& lanes = known[kTaps * kernel_size_];
    const auto own_lanes = static_cast<Scalar>(kernels().lanes);
    const std::size_t bytes = kTaps * kernel_size_ * sizeof(Scalar);
    if (lanes == own_lanes && std::memcmp(known, kernel, bytes) == 0) return packed_u;
    std::memcpy(known, kernel, bytes);
    lanes = own_lanes;
  }
  kernels().winograd.kernel(static_cast<int>(kernel_size_), kernel, u);
  parallel([&](std::size_t p) {
    product.pack(u + p * kernel_size_, in_.channels, out_.channels, false, 0, product.panels(out_.channels),
                 packed_u + p * packed_size_);
  });
  return packed_u;
}

void Winograd::forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
                       bool transient, const Epilogue& epilogue, Scalar* cache, Scalar* scratch) const {
  const auto& product = kernels().product;
  const auto& winograd = kernels().winograd;
  const int channels = in_.channels, filters = out_.channels, panels = product.panels(filters);
  const Scalar* packed_u = planes_of(kernel, cache_size() ? cache : nullptr, scratch);
  Scalar* own = scratch + kWinogradPlanes * (kernel_size_ + packed_size_);
  const bool own_place = transient && thread_count() * block_ <= static_cast<std::size_t>(batch);

  const auto compute = [&](std::size_t block, std::size_t worker, const auto& for_each_plane) {
    Scalar* v = own + worker * kWinogradPlanes * (in_plane_ + out_plane_);
    Scalar* m = v + kWinogradPlanes * in_plane_;
    const std::size_t first = block * block_, count = std::min(block_, batch - first);
    const std::size_t place = own_place ? worker * block_ : first;
    for (std::size_t i = 0; i < count; ++i)
      winograd.input(in_, x + (first + i) * in_size_, in_plane_, v + i * tiles_ * channels);
    for_each_plane([&](std::size_t p) {
      product.multiply(matrix_rows(v + p * in_plane_, static_cast<int>(count * tiles_), channels),
                       packed_u + p * packed_size_, filters, 0, panels, {}, m + p * out_plane_);
    });
    for (std::size_t i = 0; i < count; ++i)
      winograd.output(out_, m + i * tiles_ * filters, out_plane_, bias, y + (place + i) * out_size_);
    epilogue(first, count, place);
  };
  // With fewer blocks than workers, these share the planes of each.
  if (blocks(batch) < thread_count())
    for (std::size_t block = 0; block < blocks(batch); ++block) compute(block, 0, parallel);
  else
    parallel_for(blocks(batch),
                 [&](std::size_t block, std::size_t worker) { compute(block, worker, serial); });
}

void Winograd::backward(int batch, const Scalar* x, const Prologue& prologue, const Scalar* dy,
                        const Scalar* kernel, Scalar* dkernel, Scalar* dbias, Scalar* dx,
                        Scalar* scratch) const {
  const auto& product = kernels().product;
  const auto& winograd = kernels().winograd;
  const int channels = in_.channels, filters = out_.channels, panels = product.panels(channels);
  const std::size_t parts = std::min(parts_, blocks(batch));
  Scalar* u = scratch;
  Scalar* du = u + kWinogradPlanes * kernel_size_;
  Scalar* packed_u = du + parts * kWinogradPlanes * kernel_size_;
  Scalar* part_dbiases = packed_u + kWinogradPlanes * packed_size_;
  Scalar* own = part_dbiases + parts * filters;
  if (dx) {
    winograd.kernel(static_cast<int>(kernel_size_), kernel, u);
    parallel([&](std::size_t p) {
      product.pack(u + p * kernel_size_, filters, channels, true, 0, panels, packed_u + p * packed_size_);
    });
  }

  parallel_for(parts, [&](std::size_t part, std::size_t worker) {
    Scalar* own_du = du + part * kWinogradPlanes * kernel_size_;
    Scalar* v = own + worker * kWinogradPlanes * (in_plane_ + out_plane_);
    Scalar* dm = v + kWinogradPlanes * in_plane_;
    Scalar* own_dbias = part_dbiases + part * filters;
    if (dkernel) std::fill_n(own_du, kWinogradPlanes * kernel_size_, Scalar(0));
    std::fill_n(own_dbias, filters, Scalar(0));
    const std::size_t first_block = blocks(batch) * part / parts;
    const bool own_place = thread_count() * block_ <= static_cast<std::size_t>(batch);
    const std::size_t free = (own_place ? worker : first_block) * block_;
    for (std::size_t block = first_block; block < blocks(batch) * (part + 1) / parts; ++block) {
      const std::size_t first = block * block_, count = std::min(block_, batch - first);
      const int rows = static_cast<int>(count * tiles_);
      const Scalar* gradient = dy + prologue(first, count, free) * out_size_;
      if (dbias) add_rows(count * out_size_ / filters, filters, gradient, own_dbias);
      for (std::size_t i = 0; i < count; ++i)
        winograd.output_adjoint(out_, gradient + i * out_size_, out_plane_, dm + i * tiles_ * filters);
      if (dkernel) {
        for (std::size_t i = 0; i < count; ++i)
          winograd.input(in_, x + (first + i) * in_size_, in_plane_, v + i * tiles_ * channels);
        for (int p = 0; p < kWinogradPlanes; ++p) {
          const Patches left = matrix_rows(v + p * in_plane_, rows, channels);
          product.accumulate(left, dm + p * out_plane_, filters, own_du + p * kernel_size_);
        }
      }
      if (!dx) continue;
      for (int p = 0; p < kWinogradPlanes; ++p)
        product.multiply(matrix_rows(dm + p * out_plane_, rows, filters), packed_u + p * packed_size_,
                         channels, 0, panels, {}, v + p * in_plane_);
      std::fill_n(dx + first * in_size_, count * in_size_, Scalar(0));
      for (std::size_t i = 0; i < count; ++i)
        winograd.input_adjoint(in_, v + i * tiles_ * channels, in_plane_, dx + (first + i) * in_size_);
    }
  });
  const auto biases = static_cast<std::size_t>(filters);
  if (dbias) add_parts(parts, {part_dbiases, parts * biases}, {dbias, biases});
  if (!dkernel) return;
  const std::size_t size = kWinogradPlanes * kernel_size_;
  add_parts(parts - 1, {du + size, (parts - 1) * size}, {du, size});
  winograd.kernel_adjoint(static_cast<int>(kernel_size_), du, dkernel);
}

}  // namespace inkling
