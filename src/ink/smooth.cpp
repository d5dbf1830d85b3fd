#include "ink/smooth.h"

#include <algorithm>
#include <cmath>

namespace inkling {

namespace {

/// Where the line turns further than by 70 degrees it has a corner: the cosine.
constexpr double kCorner = 0.34;
constexpr std::size_t kMaxParts = 16;

Point minus(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}

Point scaled(Point a, double by) {
  return {a.x * by, a.y * by};
}

double length_of(Point a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}

Stroke without_repeats(const Stroke& stroke) {
  Stroke points;
  for (const Point& point : stroke)
    if (points.empty() || length_of(minus(point, points.back())) > 0) points.push_back(point);
  return points;
}

/// The way the line takes at point i, 1 long, on the segment that begins or ends there; none at a corner or
/// an end.
Point direction(const Stroke& points, std::size_t i) {
  if (i == 0 || i + 1 == points.size()) return {0, 0};
  const Point in = minus(points[i], points[i - 1]), out = minus(points[i + 1], points[i]);
  const Point a = scaled(in, 1 / length_of(in)), b = scaled(out, 1 / length_of(out));
  if (a.x * b.x + a.y * b.y < kCorner) return {0, 0};
  const Point sum{a.x + b.x, a.y + b.y};
  return scaled(sum, 1 / length_of(sum));
}

/// `way` as long as the segment, or the segment itself where there is none.
Point tangent(Point way, Point segment) {
  return way.x == 0 && way.y == 0 ? segment : scaled(way, length_of(segment));
}

}  // namespace

std::vector<Stroke> smooth(const std::vector<Stroke>& strokes, double length) {
  std::vector<Stroke> smoothed;
  for (const Stroke& stroke : strokes) {
    const Stroke points = without_repeats(stroke);
    Stroke curve(points.begin(), points.begin() + std::min<std::ptrdiff_t>(1, std::ssize(points)));
    for (std::size_t i = 1; i < points.size(); ++i) {
      const Point from = points[i - 1], segment = minus(points[i], from);
      const double parts = std::ceil(length_of(segment) / length);
      const std::size_t count =
          parts > kMaxParts ? kMaxParts : static_cast<std::size_t>(std::max(parts, 1.0));
      const Point start = tangent(direction(points, i - 1), segment),
                  end = tangent(direction(points, i), segment);
      for (std::size_t part = 1; part < count; ++part) {
        const double t = static_cast<double>(part) / static_cast<double>(count);
        const double leaving = t * (1 - t) * (1 - t), arriving = t * t * (t - 1), along = t * t * (3 - 2 * t);
        curve.push_back({from.x + along * segment.x + leaving * start.x + arriving * end.x,
                         from.y + along * segment.y + leaving * start.y + arriving * end.y});
      }
      curve.push_back(points[i]);
    }
    smoothed.push_back(std::move(curve));
  }
  return smoothed;
}

}  // namespace inkling
