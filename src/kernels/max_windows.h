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

/// Calls body(offset) for every pixel of a window; most windows are 2x2.
template <typename Body>
void for_each_pixel(const Pooling& p, const Inside& inside, const Body& body) {
  const std::ptrdiff_t row = std::ptrdiff_t{p.width} * p.channels;
  if (inside.rows == 2 && inside.columns == 2) {
    body(inside.pixel);
    body(inside.pixel + p.channels);
    body(inside.pixel + row);
    body(inside.pixel + row + p.channels);
    return;
  }
  for (int y = 0; y < inside.rows; ++y)
    for (int x = 0; x < inside.columns; ++x) body(inside.pixel + y * row + std::ptrdiff_t{x} * p.channels);
}

void max_forward(const Pooling& p, const Scalar* x, Scalar* y) {
  for_each_window(p, [&](const Inside& inside) {
    for_each_vector(p.channels, [&]<int Lanes>(int c) {
      auto best = load<Lanes>(x + inside.pixel + c);
      for_each_pixel(p, inside, [&](std::ptrdiff_t pixel) {
        const auto value = load<Lanes>(x + pixel + c);
        best = value > best ? value : best;
      });
      store(y + inside.output + c, best);
    });
  });
}

/// `kOnce`: every pixel belongs to exactly one window.
template <bool kOnce>
void max_backward(const Pooling& p, const Scalar* x, const Scalar* y, const Scalar* dy, Scalar* dx) {
  if (!kOnce) std::fill_n(dx, p.input_size(), Scalar(0));
  for_each_window(p, [&](const Inside& inside) {
    for_each_vector(p.channels, [&]<int Lanes>(int c) {
      const auto best = load<Lanes>(y + inside.output + c);
      auto left_to_give = load<Lanes>(dy + inside.output + c);
      for_each_pixel(p, inside, [&](std::ptrdiff_t pixel) {
        const auto given = load<Lanes>(x + pixel + c) == best ? left_to_give : Vector<Lanes>{};
        left_to_give -= given;
        store(dx + pixel + c, kOnce ? given : load<Lanes>(dx + pixel + c) + given);
      });
    });
  });
}

void max_backward(const Pooling& p, const Scalar* x, const Scalar* y, const Scalar* dy, Scalar* dx) {
  const bool once = p.pad_top == 0 && p.pad_left == 0 && p.stride_height == p.pool_height &&
                    p.stride_width == p.pool_width && p.out_height * p.pool_height == p.height &&
                    p.out_width * p.pool_width == p.width;
  once ? max_backward<true>(p, x, y, dy, dx) : max_backward<false>(p, x, y, dy, dx);
}

constexpr MaxWindows kMaxWindows{max_forward, max_backward};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
