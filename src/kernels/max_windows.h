#pragma once

// The largest numbers of pooling windows, written once over a vector type; see pooling.h and vector.h.

#include <algorithm>

#include "kernels/pooling.h"
#include "kernels/vector.h"

namespace inkling::INKLING_KERNELS {

namespace {

/// What lies inside the image of one window: rows x columns pixels, from `pixel` on; its output is at
/// `output`.
struct Inside {
  std::ptrdiff_t output, pixel;
  int rows, columns;
};

template <typename Body>
void for_each_window(const Pooling& p, const Body& body) {
  std::ptrdiff_t output = 0;
  for (int oy = 0; oy < p.out_height; ++oy) {
    const int y = oy * p.stride_height - p.pad_top, top = std::max(0, y);
    const int rows = std::min(p.height, y + p.pool_height) - top;
    for (int ox = 0; ox < p.out_width; ++ox, output += p.channels) {
      const int x = ox * p.stride_width - p.pad_left, left = std::max(0, x);
      const int columns = std::min(p.width, x + p.pool_width) - left;
      body(Inside{output, (std::ptrdiff_t{top} * p.width + left) * p.channels, rows, columns});
    }
  }
}

/// Calls body(offset) for every pixel of a window.
template <typename Body>
void for_each_pixel(const Pooling& p, const Inside& inside, const Body& body) {
  for (int y = 0; y < inside.rows; ++y)
    for (int x = 0; x < inside.columns; ++x)
      body(inside.pixel + (std::ptrdiff_t{y} * p.width + x) * p.channels);
}

/// The largest number so far in each lane, and the pixel of its window in which it is, the first of equal
/// ones.
template <int Lanes>
struct Best {
  Vector<Lanes> value, pixel{};

  void meet(Vector<Lanes> other, int i) {
    const auto is_larger = other > value;
    value = is_larger ? other : value;
    pixel = is_larger ? Vector<Lanes>{} + static_cast<Scalar>(i) : pixel;
  }
};

void max_forward_any(const Pooling& p, const Scalar* x, Scalar* y, Scalar* argmax) {
  for_each_window(p, [&](const Inside& inside) {
    for_each_vector(p.channels, [&]<int Lanes>(int c) {
      Best<Lanes> best{load<Lanes>(x + inside.pixel + c)};
      int i = 0;
      for_each_pixel(p, inside, [&](std::ptrdiff_t pixel) { best.meet(load<Lanes>(x + pixel + c), i++); });
      store(y + inside.output + c, best.value);
      if (argmax) store(argmax + inside.output + c, best.pixel);
    });
  });
}

void max_backward_any(const Pooling& p, const Scalar* argmax, const Scalar* dy, Scalar* dx) {
  for_each_window(p, [&](const Inside& inside) {
    for_each_vector(p.channels, [&]<int Lanes>(int c) {
      const auto best = load<Lanes>(argmax + inside.output + c),
                 gradient = load<Lanes>(dy + inside.output + c);
      int i = 0;
      for_each_pixel(p, inside, [&](std::ptrdiff_t pixel) {
        const auto given = best == static_cast<Scalar>(i++) ? gradient : Vector<Lanes>{};
        store(dx + pixel + c, load<Lanes>(dx + pixel + c) + given);
      });
    });
  });
}

using FourPixels = std::ptrdiff_t[4];

/// Calls body<Lanes>(output, pixels) for every vector of such windows: where its output is, and its pixels.
template <typename Body>
void for_each_halving_window(const Pooling& p, const Body& body) {
  const std::ptrdiff_t row = std::ptrdiff_t{p.width} * p.channels;
  std::ptrdiff_t output = 0;
  for (int oy = 0; oy < p.out_height; ++oy)
    for (int ox = 0; ox < p.out_width; ++ox, output += p.channels) {
      const std::ptrdiff_t pixel = 2 * (oy * row + std::ptrdiff_t{ox} * p.channels);
      for_each_vector(p.channels, [&]<int Lanes>(int c) {
        const std::ptrdiff_t first = pixel + c, below = first + row;
        body.template operator()<Lanes>(output + c, {first, first + p.channels, below, below + p.channels});
      });
    }
}

template <typename V>
V largest(const V (&four)[4]) {
  auto best = four[0];
  for (int i = 1; i < 4; ++i) best = four[i] > best ? four[i] : best;
  return best;
}

/// How many come before the first that is `best`.
template <typename V>
V before(const V (&four)[4], V best) {
  auto is_before = four[0] != best;
  auto count = is_before + 0;
  for (int i = 1; i < 3; ++i) count += is_before &= four[i] != best;
  if constexpr (sizeof(V) == sizeof(Scalar))
    return static_cast<Scalar>(count);
  else
    return -__builtin_convertvector(count, V);  // True is -1.
}

void max_forward(const Pooling& p, const Scalar* x, Scalar* y, Scalar* argmax) {
  if (!p.halves()) return max_forward_any(p, x, y, argmax);
  for_each_halving_window(p, [&]<int Lanes>(std::ptrdiff_t output, const FourPixels& pixels) {
    Vector<Lanes> v[4];
    for (int i = 0; i < 4; ++i) v[i] = load<Lanes>(x + pixels[i]);
    const auto best = largest(v);
    store(y + output, best);
    if (argmax) store(argmax + output, before(v, best));
  });
}

void max_backward(const Pooling& p, const Scalar* argmax, const Scalar* dy, Scalar* dx) {
  const bool all = 2 * p.out_height == p.height && 2 * p.out_width == p.width;
  if (!p.halves() || !all) std::fill_n(dx, p.input_size(), Scalar(0));
  if (!p.halves()) return max_backward_any(p, argmax, dy, dx);
  for_each_halving_window(p, [&]<int Lanes>(std::ptrdiff_t output, const FourPixels& pixels) {
    const auto best = load<Lanes>(argmax + output), gradient = load<Lanes>(dy + output);
    for (int i = 0; i < 4; ++i)
      store(dx + pixels[i], best == static_cast<Scalar>(i) ? gradient : Vector<Lanes>{});
  });
}

constexpr MaxWindows kMaxWindows{max_forward, max_backward};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
