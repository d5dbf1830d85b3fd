#pragma once

// Winograd's transforms, written once over a vector type; see winograd_transforms.h and vector.h.
// An image (H, W, C) is cut into T tiles, of 6x6 pixels of input or 4x4 of output; planes (36, T, C).

#include <algorithm>

#include "kernels/vector.h"
#include "kernels/winograd_transforms.h"

namespace inkling::INKLING_KERNELS {

namespace {

constexpr Scalar kA = static_cast<Scalar>(0.70710678118654752440),
                 kB = static_cast<Scalar>(1.41421356237309504880);
constexpr Scalar kA3 = kA / 2, kB3 = kB * 2;

/// The sums and differences of what belongs to the points +-a (1, 2) and +-b (3, 4).
template <typename V>
struct Pairs {
  V sum_a, difference_a, sum_b, difference_b;

  explicit Pairs(const V (&v)[6])
      : sum_a(v[1] + v[2]), difference_a(v[1] - v[2]), sum_b(v[3] + v[4]), difference_b(v[3] - v[4]) {}
};

/// The other way: numbers at the points +-a and +-b from their even and odd parts.
template <typename V>
void write_pairs(V even_a, V odd_a, V even_b, V odd_b, V (&v)[6]) {
  v[1] = even_a + odd_a;
  v[2] = even_a - odd_a;
  v[3] = even_b + odd_b;
  v[4] = even_b - odd_b;
}

// One side of each transform: `kIn` numbers to `kOut` numbers.

struct Input {
  static constexpr int kIn = 6, kOut = 6;
  template <typename V>
  static void apply(const V (&d)[6], V (&v)[6]) {
    v[0] = d[0] - Scalar(2.5) * d[2] + d[4];
    write_pairs<V>(d[4] - Scalar(2) * d[2], kA * d[3] - kB * d[1], d[4] - Scalar(0.5) * d[2],
                   kB * d[3] - kA * d[1], v);
    v[5] = d[1] - Scalar(2.5) * d[3] + d[5];
  }
};

struct InputAdjoint {
  static constexpr int kIn = 6, kOut = 6;
  template <typename V>
  static void apply(const V (&v)[6], V (&d)[6]) {
    const Pairs<V> p(v);
    d[0] = v[0];
    d[1] = v[5] - kB * p.difference_a - kA * p.difference_b;
    d[2] = Scalar(-2.5) * v[0] - Scalar(2) * p.sum_a - Scalar(0.5) * p.sum_b;
    d[3] = kA * p.difference_a + kB * p.difference_b - Scalar(2.5) * v[5];
    d[4] = v[0] + p.sum_a + p.sum_b;
    d[5] = v[5];
  }
};

struct Output {
  static constexpr int kIn = 6, kOut = 4;
  template <typename V>
  static void apply(const V (&m)[6], V (&y)[4]) {
    const Pairs<V> p(m);
    y[0] = m[0] + p.sum_a + p.sum_b;
    y[1] = kA * p.difference_a + kB * p.difference_b;
    y[2] = Scalar(0.5) * p.sum_a + Scalar(2) * p.sum_b;
    y[3] = kA3 * p.difference_a + kB3 * p.difference_b + m[5];
  }
};

struct OutputAdjoint {
  static constexpr int kIn = 4, kOut = 6;
  template <typename V>
  static void apply(const V (&y)[4], V (&m)[6]) {
    m[0] = y[0];
    write_pairs<V>(y[0] + Scalar(0.5) * y[2], kA * y[1] + kA3 * y[3], y[0] + Scalar(2) * y[2],
                   kB * y[1] + kB3 * y[3], m);
    m[5] = y[3];
  }
};

struct Kernel {
  static constexpr int kIn = 3, kOut = 6;
  template <typename V>
  static void apply(const V (&g)[3], V (&u)[6]) {
    u[0] = g[0];
    write_pairs<V>(Scalar(-2. / 3) * g[0] - Scalar(1. / 3) * g[2], (kB / -3) * g[1],
                   Scalar(1. / 6) * g[0] + Scalar(1. / 3) * g[2], (kB / 6) * g[1], u);
    u[5] = g[2];
  }
};

struct KernelAdjoint {
  static constexpr int kIn = 6, kOut = 3;
  template <typename V>
  static void apply(const V (&u)[6], V (&g)[3]) {
    const Pairs<V> p(u);
    g[0] = u[0] - Scalar(2. / 3) * p.sum_a + Scalar(1. / 6) * p.sum_b;
    g[1] = (kB / 6) * p.difference_b - (kB / 3) * p.difference_a;
    g[2] = Scalar(1. / 3) * (p.sum_b - p.sum_a) + u[5];
  }
};

/// Both sides of `from` (kIn x kIn): to (kOut x kOut).
template <typename Side, typename V>
void both_sides(const V (&from)[Side::kIn][Side::kIn], V (&to)[Side::kOut][Side::kOut]) {
  V half[Side::kIn][Side::kOut];
  for (int y = 0; y < Side::kIn; ++y) Side::apply(from[y], half[y]);
  for (int x = 0; x < Side::kOut; ++x) {
    V column[Side::kIn], result[Side::kOut];
    for (int y = 0; y < Side::kIn; ++y) column[y] = half[y][x];
    Side::apply(column, result);
    for (int y = 0; y < Side::kOut; ++y) to[y][x] = result[y];
  }
}

/// A tile in its image: pixel (y, x) at image + (y * row + x * channels), of which those in [top, bottom) and
/// [left, right) lie inside.
struct Place {
  std::ptrdiff_t offset, row, channels;
  int top, bottom, left, right;

  template <bool Whole>
  bool inside(int y, int x) const {
    return Whole || (y >= top && y < bottom && x >= left && x < right);
  }
  bool whole(int side) const { return top == 0 && left == 0 && bottom == side && right == side; }
};

/// Calls body(tile, place) for every tile, of `side` pixels, of an image.
template <typename Body>
void for_each_tile(const TiledImage& image, int side, const Body& body) {
  std::size_t tile = 0;
  for (int r = 0; r < image.tile_rows; ++r)
    for (int c = 0; c < image.tile_columns; ++c, ++tile) {
      const int y = r * kWinogradTile - image.pad_top, x = c * kWinogradTile - image.pad_left;
      body(tile, Place{(std::ptrdiff_t{y} * image.width + x) * image.channels,
                       std::ptrdiff_t{image.width} * image.channels, image.channels, std::max(0, -y),
                       std::min(side, image.height - y), std::max(0, -x), std::min(side, image.width - x)});
    }
}

/// planes <- pixels.
template <typename Side, bool Whole>
void pixels_to_planes(const Place& place, const Scalar* image, std::size_t plane, Scalar* planes) {
  for_each_vector<kWinogradChannels>(static_cast<int>(place.channels), [&]<int Lanes>(int channel) {
    Vector<Lanes> from[Side::kIn][Side::kIn], to[Side::kOut][Side::kOut];
    for (int y = 0; y < Side::kIn; ++y)
      for (int x = 0; x < Side::kIn; ++x)
        from[y][x] = place.inside<Whole>(y, x)
                         ? load<Lanes>(image + place.offset + y * place.row + x * place.channels + channel)
                         : Vector<Lanes>{};
    both_sides<Side>(from, to);
    for (int y = 0; y < Side::kOut; ++y)
      for (int x = 0; x < Side::kOut; ++x)
        store(planes + static_cast<std::size_t>(y * Side::kOut + x) * plane + channel, to[y][x]);
  });
}

/// pixels <- planes, with write(pixel, value, channel).
template <typename Side, bool Whole, typename Write>
void planes_to_pixels(const Place& place, const Scalar* planes, std::size_t plane, Scalar* image,
                      const Write& write) {
  for_each_vector<kWinogradChannels>(static_cast<int>(place.channels), [&]<int Lanes>(int channel) {
    Vector<Lanes> from[Side::kIn][Side::kIn], to[Side::kOut][Side::kOut];
    for (int y = 0; y < Side::kIn; ++y)
      for (int x = 0; x < Side::kIn; ++x)
        from[y][x] = load<Lanes>(planes + static_cast<std::size_t>(y * Side::kIn + x) * plane + channel);
    both_sides<Side>(from, to);
    for (int y = 0; y < Side::kOut; ++y)
      for (int x = 0; x < Side::kOut; ++x)
        if (place.inside<Whole>(y, x))
          write.template operator()<Lanes>(
              image + place.offset + y * place.row + x * place.channels + channel, to[y][x], channel);
  });
}

constexpr auto add = []<int Lanes>(Scalar* pixel, Vector<Lanes> value, int) {
  store(pixel, load<Lanes>(pixel) + value);
};

template <typename Side>
void read_image(const TiledImage& shape, const Scalar* image, std::size_t plane, Scalar* planes) {
  for_each_tile(shape, Side::kIn, [&](std::size_t tile, const Place& place) {
    Scalar* own = planes + tile * shape.channels;
    if (place.whole(Side::kIn))
      pixels_to_planes<Side, true>(place, image, plane, own);
    else
      pixels_to_planes<Side, false>(place, image, plane, own);
  });
}

template <typename Side, typename Write>
void write_image(const TiledImage& shape, const Scalar* planes, std::size_t plane, Scalar* image,
                 const Write& write) {
  for_each_tile(shape, Side::kOut, [&](std::size_t tile, const Place& place) {
    const Scalar* own = planes + tile * shape.channels;
    if (place.whole(Side::kOut))
      planes_to_pixels<Side, true>(place, own, plane, image, write);
    else
      planes_to_pixels<Side, false>(place, own, plane, image, write);
  });
}

void transform_input_adjoint(const TiledImage& shape, const Scalar* planes, std::size_t plane,
                             Scalar* image) {
  write_image<InputAdjoint>(shape, planes, plane, image, add);
}

void transform_output(const TiledImage& shape, const Scalar* planes, std::size_t plane, const Scalar* bias,
                      Scalar* image) {
  write_image<Output>(shape, planes, plane, image,
                      [=]<int Lanes>(Scalar* pixel, Vector<Lanes> value, int channel) {
                        store(pixel, bias ? value + load<Lanes>(bias + channel) : value);
                      });
}

/// A kernel is one tile of 3x3 pixels.
Place kernel_place(int size) {
  return {0, std::ptrdiff_t{3} * size, size, 0, 3, 0, 3};
}

void transform_kernel(int size, const Scalar* kernel, Scalar* planes) {
  pixels_to_planes<Kernel, true>(kernel_place(size), kernel, static_cast<std::size_t>(size), planes);
}

void transform_kernel_adjoint(int size, const Scalar* planes, Scalar* kernel) {
  planes_to_pixels<KernelAdjoint, true>(kernel_place(size), planes, static_cast<std::size_t>(size), kernel,
                                        add);
}

constexpr WinogradTransforms kWinograd{read_image<Input>, transform_input_adjoint,
                                       transform_output,  read_image<OutputAdjoint>,
                                       transform_kernel,  transform_kernel_adjoint};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
