#include "ink/prepare.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/error.h"
#include "ink/box.h"
#include "ink/rasterize.h"
#include "ink/smooth.h"

namespace inkling {

namespace {

constexpr double kSide = kInkSide;
/// A stroke this much smaller than the largest one is no part of a character.
constexpr double kSmallestStroke = 0.08;
/// Between points further apart than this part of the drawing's side lies a curve.
constexpr double kLongestStep = 0.08;
/// A pen that goes on for so many of the drawing's sides has left nothing to ink: the rest is not drawn.
constexpr double kLongestWay = 200;
/// Smaller drawings are dots in any unit.
constexpr double kSmallestSide = 1e-9;

std::vector<Stroke> without_specks(std::vector<Stroke> strokes) {
  double largest = 0;
  for (const Stroke& stroke : strokes) largest = std::max(largest, bounds(stroke).side());
  std::erase_if(
      strokes, [largest](const Stroke& stroke) { return bounds(stroke).side() < kSmallestStroke * largest; });
  return strokes;
}

/// Without what comes after so long a way of the pen.
std::vector<Stroke> cut_off(std::vector<Stroke> strokes, double length) {
  for (std::size_t k = 0; k < strokes.size(); ++k) {
    Stroke& stroke = strokes[k];
    for (std::size_t i = 1; i < stroke.size(); ++i) {
      const double x = stroke[i].x - stroke[i - 1].x, y = stroke[i].y - stroke[i - 1].y;
      length -= std::sqrt(x * x + y * y);
      if (length >= 0) continue;
      stroke.resize(i);
      strokes.resize(k + 1);
    }
  }
  return strokes;
}

void scale_about(std::vector<Stroke>& strokes, Point middle, double scale) {
  for (Stroke& stroke : strokes)
    for (Point& point : stroke) point = {(point.x - middle.x) * scale, (point.y - middle.y) * scale};
}

void translate(std::vector<Stroke>& strokes, Point by) {
  for (Stroke& stroke : strokes)
    for (Point& point : stroke) point = {point.x + by.x, point.y + by.y};
}

/// Pixels for a unit of the strokes; none for a dot, which stays one.
double scale_of(const Box& drawn, double seen_pen, const InkOptions& options) {
  const InkSteps& steps = options.steps;
  if (!steps.scale) {
    require(drawn.low.x >= 0 && drawn.low.y >= 0 && std::max(drawn.high.x, drawn.high.y) <= steps.paper,
            "InkSteps", "where scale is off, the drawing must lie on its paper");
    return kSide / steps.paper;
  }
  if (drawn.side() <= std::max(seen_pen, kSmallestSide)) return 0;
  if (!steps.even_pen && seen_pen > 0) return options.box / (drawn.side() + seen_pen);
  return (options.box - options.pen) / drawn.side();
}

/// Pixel centres are at + 0.5.
Point centre_of_mass(const std::vector<float>& image) {
  double mass = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < image.size(); ++i) {
    mass += image[i];
    x += image[i] * (static_cast<double>(i % kInkSide) + 0.5);
    y += image[i] * (static_cast<double>(i / kInkSide) + 0.5);
  }
  return mass > 0 ? Point{x / mass, y / mass} : Point{kSide / 2, kSide / 2};
}

/// How far to move ink that reaches from `low` to `high` so that its `mass` comes to `centre`, or as near as
/// the frame allows.
double shift(double mass, double centre, double low, double high) {
  return std::min(std::max(centre - mass, -low), kSide - high);
}

}  // namespace

void InkSteps::describe(Fields& fields) {
  fields.flag("scale", scale);
  fields.flag("even_pen", even_pen);
  fields.flag("centre", centre);
  fields.number("paper", paper, 0, std::numeric_limits<double>::max());
}

void InkOptions::validate() const {
  require(pen >= kMinPen && pen <= box && box <= kInkSide, "InkOptions", "0.5 <= pen <= box <= 28 must hold");
  require(steps.scale || steps.paper >= kSmallestSide, "InkSteps",
          "where scale is off, paper must be its side");
}

std::optional<InkImage> prepare(const Drawing& drawing, const InkOptions& options) {
  options.validate();
  std::vector<Stroke> strokes = without_specks(drawing.strokes);
  const Box drawn = bounds(strokes);
  if (drawn.empty()) return std::nullopt;
  strokes = cut_off(std::move(strokes), kLongestWay * drawn.side());

  if (drawn.side() > 0) strokes = smooth(strokes, kLongestStep * drawn.side());
  const auto& steps = options.steps;
  const double scale = scale_of(drawn, drawing.pen, options);
  const double seen_pen = steps.even_pen ? 0 : drawing.pen * scale;
  const double pen = seen_pen > 0 ? std::clamp(seen_pen, InkOptions::kMinPen, kSide) : options.pen;
  const Point middle = drawn.middle();
  scale_about(strokes, middle, scale);
  const bool stays = !steps.scale && !steps.centre;
  translate(strokes, stays ? Point{middle.x * scale, middle.y * scale} : Point{kSide / 2, kSide / 2});

  if (steps.centre) {
    const Point mass = centre_of_mass(rasterize(strokes, pen, kInkSide, kInkSide));
    const Box box = bounds(strokes);
    const double r = pen / 2;
    translate(strokes, {shift(mass.x, options.centre, box.low.x - r, box.high.x + r),
                        shift(mass.y, options.centre, box.low.y - r, box.high.y + r)});
  }

  const std::vector<float> pixels = rasterize(strokes, pen, kInkSide, kInkSide);
  InkImage image{};
  std::copy(pixels.begin(), pixels.end(), image.begin());
  return image;
}

}  // namespace inkling
