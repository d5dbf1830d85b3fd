#include "ink/redraw.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"

namespace inkling {

namespace {

/// The widest and the thinnest pen, as factors of the usual one.
constexpr double kThinnest = 0.6, kWidest = 1.9;
constexpr double kSlant = 0.25, kStretch = 0.25;
/// Shares of drawings that tremble, have few points, and have gaps.
constexpr double kTrembling = 0.4, kCoarse = 0.35, kBroken = 0.15;
/// Lengths as parts of the longer side.
constexpr double kLargestTremor = 0.02, kShortestStep = 0.05, kLongestStep = 0.25, kLargestGap = 0.06;

double longer_side(const std::vector<Stroke>& strokes) {
  double low[2] = {1e300, 1e300}, high[2] = {-1e300, -1e300};
  for (const Stroke& stroke : strokes)
    for (const Point& point : stroke) {
      low[0] = std::min(low[0], point.x), high[0] = std::max(high[0], point.x);
      low[1] = std::min(low[1], point.y), high[1] = std::max(high[1], point.y);
    }
  return std::max({high[0] - low[0], high[1] - low[1], 0.0});
}

double distance(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

Point between(Point a, Point b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/// A point every `step` along the line, and its end: what a slow mouse tells of it.
Stroke resampled(const Stroke& stroke, double step) {
  if (stroke.size() < 2) return stroke;
  Stroke points{stroke.front()};
  double walked = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    const double length = distance(stroke[i - 1], stroke[i]);
    for (; length > 0 && walked + step <= length; walked += step)
      points.push_back(between(stroke[i - 1], stroke[i], (walked + step) / length));
    walked -= length;
  }
  points.push_back(stroke.back());
  return points;
}

void tremble(std::vector<Stroke>& strokes, double deviation, Random& random) {
  for (Stroke& stroke : strokes)
    for (Point& point : stroke)
      point = {point.x + deviation * random.normal(), point.y + deviation * random.normal()};
}

/// Lifts the pen for `length` somewhere in the longest stroke.
void break_line(std::vector<Stroke>& strokes, double length, Random& random) {
  const auto longest = std::max_element(strokes.begin(), strokes.end(),
                                        [](const Stroke& a, const Stroke& b) { return a.size() < b.size(); });
  if (longest->size() < 8) return;
  const std::size_t begin = 2 + random.below(longest->size() - 5);
  std::size_t end = begin + 1;
  while (end + 2 < longest->size() && distance((*longest)[begin], (*longest)[end]) < length) ++end;
  const Stroke rest(longest->begin() + static_cast<std::ptrdiff_t>(end), longest->end());
  longest->resize(begin + 1);
  strokes.push_back(rest);
}

}  // namespace

std::optional<InkImage> redraw(const Drawing& drawing, Random& random, const InkOptions& options) {
  const double slant = random.uniform(-kSlant, kSlant);
  const double stretch = math::exp(random.uniform(-kStretch, kStretch));
  const double pen = math::exp(random.uniform(math::log(kThinnest), math::log(kWidest)));
  const bool coarse = random.uniform() < kCoarse, trembling = random.uniform() < kTrembling,
             broken = random.uniform() < kBroken;
  const double step = random.uniform(kShortestStep, kLongestStep), tremor = random.uniform(0, kLargestTremor),
               gap = random.uniform(0, kLargestGap);

  Drawing other = drawing;
  for (Stroke& stroke : other.strokes)
    for (Point& point : stroke) point = {(point.x - slant * point.y) * stretch, point.y};
  const double side = longer_side(other.strokes);
  if (side > 0) {
    if (broken && !other.strokes.empty()) break_line(other.strokes, gap * side, random);
    if (coarse)
      for (Stroke& stroke : other.strokes) stroke = resampled(stroke, step * side);
    if (trembling) tremble(other.strokes, tremor * side, random);
  }
  InkOptions wider = options;
  wider.pen = std::min(options.pen * pen, options.box);
  return prepare(other, wider);
}

}  // namespace inkling
