#include "data/image_array.h"

#include <cmath>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr std::size_t kLongestSide = 4096;

bool is_channels(std::size_t count) {
  return count == 1 || count == 3;
}

std::size_t side_of_square(std::size_t pixels) {
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(pixels))));
  return side * side == pixels ? side : 0;
}

std::optional<ImageLayout> layout_of(const std::vector<std::size_t>& shape) {
  const auto make = [&](std::size_t rows, std::size_t columns, std::size_t channels, bool channels_first) {
    return ImageLayout{shape[0],
                       static_cast<int>(std::min(rows, kLongestSide + 1)),
                       static_cast<int>(std::min(columns, kLongestSide + 1)),
                       static_cast<int>(channels),
                       channels_first ? columns : columns * channels,
                       channels_first ? 1 : channels,
                       channels_first ? rows * columns : 1};
  };
  if (shape.size() == 2 && shape[1] > 1)
    if (const std::size_t side = side_of_square(shape[1])) return make(side, side, 1, false);
  if (shape.size() == 3) return make(shape[1], shape[2], 1, false);
  if (shape.size() == 4 && is_channels(shape[3])) return make(shape[1], shape[2], shape[3], false);
  if (shape.size() == 4 && is_channels(shape[1])) return make(shape[2], shape[3], shape[1], true);
  return std::nullopt;
}

}  // namespace

std::size_t ImageLayout::image_size() const {
  return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) *
         static_cast<std::size_t>(channels);
}

bool has_image_shape(const Array& array) {
  return array.element != Element::kText && layout_of(array.shape).has_value();
}

ImageLayout image_layout(const Array& array, bool transposed) {
  auto layout = layout_of(array.shape);
  if (!layout) fail("data", "{}: images x rows x columns are wanted, got {}", array.name, array.shape_text());
  const int most = static_cast<int>(kLongestSide);
  if (layout->rows > most || layout->columns > most)
    fail("data", "{}: images of at most 4096x4096 are read, got {}", array.name, array.shape_text());
  if (transposed) {
    std::swap(layout->rows, layout->columns);
    std::swap(layout->row_step, layout->column_step);
  }
  return *layout;
}

}  // namespace inkling
