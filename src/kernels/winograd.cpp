#include "kernels/winograd.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

/// Fewer channels than this are not worth the transforms.
constexpr int kFewest = 8;
/// Rows that a product needs to run at full speed.
constexpr std::size_t kTilesOfBlock = 32;
/// Parts of a batch that add up gradients of the kernel by themselves: the same for any number of threads.
constexpr std::size_t kParts = 16;

int tiles_along(int outputs) {
  return (outputs + kWinogradTile - 1) / kWinogradTile;
}

}  // namespace

bool Winograd::suits(const Convolution& c) {
  return c.kernel_height == 3 && c.kernel_width == 3 && c.stride_height == 1 && c.stride_width == 1 &&
         std::min(c.channels, c.filters) >= kFewest && c.channels % kWinogradChannels == 0 &&
         c.filters % kWinogradChannels == 0 && std::min(c.out_height, c.out_width) >= kWinogradTile;
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
      block_((kTilesOfBlock + image_tiles() - 1) / image_tiles()) {}

std::size_t Winograd::plane(int channels) const {
  // A little more than the numbers of a plane: planes a power of two apart would meet in the same cache
  // lines.
  return block_ * image_tiles() * channels + 16;
}

std::size_t Winograd::packed_plane() const {
  return std::max(packed_size(in_.channels, out_.channels), packed_size(out_.channels, in_.channels));
}

std::size_t Winograd::scratch_size(std::size_t workers) const {
  const std::size_t kernel = static_cast<std::size_t>(in_.channels) * out_.channels;
  return kWinogradPlanes *
         ((1 + kParts) * kernel + packed_plane() + workers * (plane(in_.channels) + plane(out_.channels)));
}

void Winograd::forward(int batch, const Scalar* x, const Scalar* kernel, const Scalar* bias, Scalar* y,
                       const ImageWork& finish, Scalar* scratch) const {
  const auto& [name, lanes, product, winograd] = kernels();
  const int channels = in_.channels, filters = out_.channels, panels = product.panels(filters);
  const std::size_t in_plane = plane(channels), out_plane = plane(filters), packed = packed_plane();
  const std::size_t in_size = static_cast<std::size_t>(in_.height) * in_.width * channels;
  const std::size_t out_size = static_cast<std::size_t>(out_.height) * out_.width * filters;
  const std::size_t size = static_cast<std::size_t>(channels) * filters, tiles = image_tiles();

  Scalar* u = scratch;
  Scalar* packed_u = u + kWinogradPlanes * size;
  Scalar* own = packed_u + kWinogradPlanes * packed;
  winograd.kernel(static_cast<int>(size), kernel, u);
  for (int p = 0; p < kWinogradPlanes; ++p)
    product.pack(u + p * size, channels, filters, false, packed_u + p * packed);

  parallel_for(blocks(batch), [&](std::size_t block, std::size_t worker) {
    Scalar* v = own + worker * kWinogradPlanes * (in_plane + out_plane);
    Scalar* m = v + kWinogradPlanes * in_plane;
    const std::size_t first = block * block_, count = std::min(block_, batch - first);
    for (std::size_t i = 0; i < count; ++i)
      winograd.input(in_, x + (first + i) * in_size, in_plane, v + i * tiles * channels);
    for (int p = 0; p < kWinogradPlanes; ++p)
      product.multiply(matrix_rows(v + p * in_plane, static_cast<int>(count * tiles), channels),
                       packed_u + p * packed, filters, 0, panels, nullptr, m + p * out_plane);
    for (std::size_t i = 0; i < count; ++i)
      winograd.output(out_, m + i * tiles * filters, out_plane, bias, y + (first + i) * out_size);
    finish(first, count);
  });
}

void Winograd::backward(int batch, const Scalar* x, const ImageWork& prepare, const Scalar* dy,
                        const Scalar* kernel, Scalar* dkernel, Scalar* dx, Scalar* scratch) const {
  const auto& [name, lanes, product, winograd] = kernels();
  const int channels = in_.channels, filters = out_.channels, panels = product.panels(channels);
  const std::size_t in_plane = plane(channels), out_plane = plane(filters), packed = packed_plane();
  const std::size_t in_size = static_cast<std::size_t>(in_.height) * in_.width * channels;
  const std::size_t out_size = static_cast<std::size_t>(out_.height) * out_.width * filters;
  const std::size_t size = static_cast<std::size_t>(channels) * filters, tiles = image_tiles();
  const std::size_t parts = std::min(kParts, blocks(batch));

  Scalar* u = scratch;
  Scalar* du = u + kWinogradPlanes * size;
  Scalar* packed_u = du + parts * kWinogradPlanes * size;
  Scalar* own = packed_u + kWinogradPlanes * packed;
  if (dx) {
    winograd.kernel(static_cast<int>(size), kernel, u);
    for (int p = 0; p < kWinogradPlanes; ++p)
      product.pack(u + p * size, filters, channels, true, packed_u + p * packed);
  }

  parallel_for(parts, [&](std::size_t part, std::size_t worker) {
    Scalar* own_du = du + part * kWinogradPlanes * size;
    Scalar* v = own + worker * kWinogradPlanes * (in_plane + out_plane);
    Scalar* dm = v + kWinogradPlanes * in_plane;
    if (dkernel) std::fill_n(own_du, kWinogradPlanes * size, Scalar(0));
    for (std::size_t block = blocks(batch) * part / parts; block < blocks(batch) * (part + 1) / parts;
         ++block) {
      const std::size_t first = block * block_, count = std::min(block_, batch - first);
      const int rows = static_cast<int>(count * tiles);
      prepare(first, count);
      for (std::size_t i = 0; i < count; ++i)
        winograd.output_adjoint(out_, dy + (first + i) * out_size, out_plane, dm + i * tiles * filters);
      if (dkernel) {
        for (std::size_t i = 0; i < count; ++i)
          winograd.input(in_, x + (first + i) * in_size, in_plane, v + i * tiles * channels);
        for (int p = 0; p < kWinogradPlanes; ++p) {
          const Patches left = matrix_rows(v + p * in_plane, rows, channels);
          product.accumulate(left, dm + p * out_plane, filters, 0, product.tiles(left, filters),
                             own_du + p * size);
        }
      }
      if (!dx) continue;
      for (int p = 0; p < kWinogradPlanes; ++p)
        product.multiply(matrix_rows(dm + p * out_plane, rows, filters), packed_u + p * packed, channels, 0,
                         panels, nullptr, v + p * in_plane);
      std::fill_n(dx + first * in_size, count * in_size, Scalar(0));
      for (std::size_t i = 0; i < count; ++i)
        winograd.input_adjoint(in_, v + i * tiles * channels, in_plane, dx + (first + i) * in_size);
    }
  });
  if (!dkernel) return;
  for (std::size_t part = 1; part < parts; ++part)
    for (std::size_t i = 0; i < kWinogradPlanes * size; ++i) du[i] += du[part * kWinogradPlanes * size + i];
  winograd.kernel_adjoint(static_cast<int>(size), du, dkernel);
}

}  // namespace inkling
