#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ink/strokes.h"

namespace inkling {

/// A picture of writing: width x height pixels, row by row, each a byte, 0 black to 255 white, or four, red,
/// green, blue and alpha.
struct Picture {
  static constexpr int kMaxPixels = 4096;

  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;

  /// Bytes of a pixel.
  int channels() const;

  /// Throws an Error unless both sides are from 1 to 4096 and there are one or four bytes for every pixel.
  void validate() const;
};

/// The writing in a picture as the strokes that a pen of one width would have drawn it with, in its pixels:
/// what reads drawings reads pictures too, and how fat the pen was does not matter. All ink that hangs
/// together is one stroke, or several that meet where characters may touch. Dark on light or light on dark;
/// ruled lines, specks and background are left out. No ink gives no strokes.
Drawing trace(const Picture& picture);

}  // namespace inkling
