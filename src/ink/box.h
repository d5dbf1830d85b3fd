#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "ink/strokes.h"

namespace inkling {

/// The smallest upright rectangle around points.
struct Box {
  Point low{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  Point high{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

  void add(Point point) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  void add(const Stroke& stroke) {
    for (const Point& point : stroke) add(point);
  }
  void add(const Box& box) {
    add(box.low);
    add(box.high);
  }
  bool empty() const { return low.x > high.x; }
  double width() const { return high.x - low.x; }
  double height() const { return high.y - low.y; }
  double side() const { return std::max(width(), height()); }
  Point middle() const { return {low.x + width() / 2, low.y + height() / 2}; }
};

inline Box bounds(const Stroke& stroke) {
  Box box;
  box.add(stroke);
  return box;
}

inline Box bounds(const std::vector<Stroke>& strokes) {
  Box box;
  for (const Stroke& stroke : strokes) box.add(stroke);
  return box;
}

}  // namespace inkling
