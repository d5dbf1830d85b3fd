#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ink/picture.h"

namespace inkling {

/// Where a picture has ink: a byte for each pixel, 1 ink and 0 paper, in a frame of paper one pixel wide, so
/// that every pixel with ink has eight neighbours.
struct Mask {
  std::size_t width, height;  ///< with the frame
  std::vector<std::uint8_t> ink;

  Mask(std::size_t w, std::size_t h) : width(w), height(h), ink(w * h, 0) {}
};

/// Tells ink from paper under uneven light: each pixel is compared with the paper around it. Whether ink is
/// dark or light is decided by the picture: it is what there is less of.
Mask find_ink(const Picture& picture);

}  // namespace inkling
