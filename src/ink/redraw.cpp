#include "ink/redraw.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "ink/box.h"

namespace inkling {

namespace {

/// The widest and the thinnest pen, as factors of the usual one.
constexpr double kThinnestPen = 0.6, kWidestPen = 1.9;
constexpr double kSlant = 0.35, kStretch = 0.25, kTurnDegrees = 14;
/// Shares of drawings that tremble, have few points, and have gaps.
constexpr double kTrembling = 0.4, kCoarse = 0.4, kBroken = 0.25;
/// How many points a stroke then has.
constexpr int kFewestPoints = 8, kMaxPoints = 24;
/// Lengths as parts of the longer side.
constexpr double kLargestTremor = 0.02, kLargestBreak = 0.08;

double distance(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

Point between(Point a, Point b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/// So many points along the line: what a slow mouse tells of it.
Stroke resampled(const Stroke& stroke, int count) {
  double whole = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) whole += distance(stroke[i - 1], stroke[i]);
  if (whole == 0) return stroke;
  const double step = whole / (count - 1);
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
  const double pen = math::exp(random.uniform(math::log(kThinnestPen), math::log(kWidestPen)));
  const bool coarse = random.uniform() < kCoarse, trembling = random.uniform() < kTrembling,
             broken = random.uniform() < kBroken;
  const int points = kFewestPoints + static_cast<int>(random.below(kMaxPoints - kFewestPoints + 1));
  const double tremor = random.uniform(0, kLargestTremor), gap = random.uniform(0, kLargestBreak);
  const double turn = random.uniform(-kTurnDegrees, kTurnDegrees);

  Drawing other = drawing;
  for (Stroke& stroke : other.strokes)
    for (Point& point : stroke) point.x = (point.x - slant * point.y) * stretch;
  other = turned(other, turn);
  const double side = bounds(other.strokes).side();
  if (side > 0) {
    if (broken && !other.strokes.empty()) break_line(other.strokes, gap * side, random);
    if (coarse)
      for (Stroke& stroke : other.strokes) stroke = resampled(stroke, points);
    if (trembling) tremble(other.strokes, tremor * side, random);
  }
  InkOptions wider = options;
  wider.pen = std::clamp(options.pen * pen, InkOptions::kMinPen, options.box);
  return prepare(other, wider);
}

}  // namespace inkling
