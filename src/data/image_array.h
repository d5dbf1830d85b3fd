#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/array.h"

namespace inkling {

/// How the images lie in an array: the place of a number is that of its image plus row, column and channel
/// times these steps.
struct ImageLayout {
  std::size_t count = 0;
  int rows = 0, columns = 0, channels = 1;
  std::size_t row_step = 0, column_step = 0, channel_step = 0;

  std::size_t image_size() const;
};

/// True for what may be images: (n, rows, columns), with 1 or 3 channels last or first, or (n, side * side).
bool has_image_shape(const Array& array);

/// The images of such an array, with their sides changed for each other where they lie `transposed`. Throws
/// an Error for another shape, and for sides beyond 4096.
ImageLayout image_layout(const Array& array, bool transposed = false);

}  // namespace inkling
