#pragma once

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "drawings.h"
#include "ink/picture.h"
#include "ink/rasterize.h"

namespace inkling::tests {

/// How a drawing is photographed; grey levels from 0 black to 255 white.
struct Photograph {
  double side = 120;  ///< pixels of the ink's longer side, the pen included
  double pen = 12;
  double paper = 230, ink = 40;
  double shade = 1;      ///< of the light in one corner, how much comes to the opposite one
  double noise = 0;      ///< most that a pixel is off
  double ruling = 0;     ///< pixels between level ruled lines, which are 3 pixels thick and a little askew
  bool squared = false;  ///< upright lines too
};

/// In the middle of paper that is half as large again and more.
inline Picture photographed(const Drawing& drawing, const Photograph& how) {
  const Box box = bounds(drawing.strokes);
  const double scale = (how.side - how.pen) / std::max(box.side(), 1e-9);
  const double margin = how.side / 2 + how.pen;
  Picture picture{static_cast<int>(box.width() * scale + 2 * margin),
                  static_cast<int>(box.height() * scale + 2 * margin),
                  {}};
  const auto width = static_cast<std::size_t>(picture.width),
             height = static_cast<std::size_t>(picture.height);
  const auto strokes =
      moved(drawing.strokes, scale, {margin - box.low.x * scale, margin - box.low.y * scale});
  const std::vector<float> coverage = rasterize(strokes, how.pen, width, height);
  Random random(1);
  const auto is_ruled = [&](double along, double across) {
    return how.ruling > 0 && std::fmod(across + 0.02 * along + 7, how.ruling) < 3;
  };
  for (std::size_t i = 0; i < coverage.size(); ++i) {
    const double x = static_cast<double>(i % width), y = static_cast<double>(i / width);
    const bool ruled = is_ruled(x, y) || (how.squared && is_ruled(height - y, x));
    const double ink = std::max(static_cast<double>(coverage[i]), ruled ? 0.7 : 0);
    const double light = 1 - (1 - how.shade) * (x + y) / static_cast<double>(width + height);
    const double grey = (how.paper + ink * (how.ink - how.paper)) * light + random.uniform(-1, 1) * how.noise;
    picture.pixels.push_back(static_cast<std::uint8_t>(std::clamp(grey, 0.0, 255.0)));
  }
  return picture;
}

}  // namespace inkling::tests
