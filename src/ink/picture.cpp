#include "ink/picture.h"

#include <algorithm>
#include <string>

#include "base/error.h"
#include "base/grey.h"
#include "ink/components.h"
#include "ink/cuts.h"
#include "ink/rulings.h"
#include "ink/skeleton.h"
#include "ink/threshold.h"

namespace inkling {

namespace {

/// Smaller pictures are enlarged to about this many pixels, so that a stroke is wider than its skeleton.
constexpr int kSmallest = 280;
constexpr std::size_t kMaxComponents = 1000;
/// Where nothing is higher than this many stroke widths, all are dots, and none is cut.
constexpr double kDots = 3;

/// Bilinear, `times` as wide and as high.
Picture enlarged(const Picture& picture, int times) {
  Picture large{picture.width * times, picture.height * times, {}};
  large.pixels.reserve(picture.pixels.size() * static_cast<std::size_t>(times * times));
  const auto at = [&](int x, int y) {
    const int column = std::clamp(x, 0, picture.width - 1), row = std::clamp(y, 0, picture.height - 1);
    return static_cast<int>(picture.pixels[static_cast<std::size_t>(row * picture.width + column)]);
  };
  for (int y = 0; y < large.height; ++y)
    for (int x = 0; x < large.width; ++x) {
      // Twice the place between the centres of pixels `left` and `left + 1`, in parts of 2 * times.
      const int across = 2 * x + 1 + times, down = 2 * y + 1 + times, whole = 2 * times;
      const int left = across / whole - 1, top = down / whole - 1;
      const int right_share = across % whole, low_share = down % whole;
      const int above = at(left, top) * (whole - right_share) + at(left + 1, top) * right_share;
      const int below = at(left, top + 1) * (whole - right_share) + at(left + 1, top + 1) * right_share;
      large.pixels.push_back(
          static_cast<std::uint8_t>((above * (whole - low_share) + below * low_share) / (whole * whole)));
    }
  return large;
}

}  // namespace

int Picture::channels() const {
  return static_cast<int>(pixels.size() / static_cast<std::size_t>(width) / static_cast<std::size_t>(height));
}

void Picture::validate() const {
  if (std::min(width, height) < 1 || std::max(width, height) > kMaxPixels)
    fail("picture", "width and height must be from 1 to 4096, got {}x{}", width, height);
  const std::size_t needed = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  if (pixels.size() != needed && pixels.size() != 4 * needed)
    fail("picture", "{}x{} pixels are {} bytes, got {}", width, height, needed, pixels.size());
}

Drawing trace(const Picture& picture) {
  picture.validate();
  if (const int channels = picture.channels(); channels > 1)
    return trace({picture.width, picture.height, grey(picture.pixels, channels)});
  const int side = std::max(picture.width, picture.height);
  const int times = (kSmallest + side - 1) / side;
  Mask ink = find_ink(times > 1 ? enlarged(picture, times) : picture);
  remove_rulings(ink);
  const Components found = find_components(ink);
  if (found.components.size() > kMaxComponents)
    fail("picture", "it shows more than 1000 separate marks, which is no line of characters");

  double row_height = 0;
  for (const Component& component : found.components)
    row_height = std::max(row_height, component.box.height() - found.pen);
  if (row_height < kDots * found.pen) row_height = 0;

  Drawing drawing{.pen = found.pen / times};
  for (const Component& component : found.components)
    for (const auto& part : cut_apart(skeletonize(ink, component, found.pen), ink.width, row_height)) {
      Stroke way = trace_skeleton(ink, part);
      for (Point& point : way) point = {point.x / times, point.y / times};
      drawing.strokes.push_back(std::move(way));
    }
  return drawing;
}

}  // namespace inkling
