#pragma once

#include "fixtures.h"
#include "ink/box.h"
#include "ink/strokes.h"

namespace inkling::tests {

/// Two drawings of each digit from each of two collections, in order.
inline std::vector<Drawing> digit_drawings() {
  return read_drawings(read_text(fixture_path("ink/digits.jsonl")), "digits.jsonl");
}

inline std::vector<Stroke> moved(std::vector<Stroke> strokes, double scale, Point by) {
  for (Stroke& stroke : strokes)
    for (Point& point : stroke) point = {point.x * scale + by.x, point.y * scale + by.y};
  return strokes;
}

/// From left to right on one line, each 100 high, with `gap` between two.
inline Drawing side_by_side(const std::vector<Drawing>& drawings, double gap) {
  Drawing line;
  double right = 0;
  for (const Drawing& drawing : drawings) {
    const Box box = bounds(drawing.strokes);
    const double scale = 100 / box.height();
    for (Stroke& stroke : moved(drawing.strokes, scale, {right - box.low.x * scale, -box.low.y * scale}))
      line.strokes.push_back(std::move(stroke));
    right += box.width() * scale + gap;
  }
  return line;
}

}  // namespace inkling::tests
