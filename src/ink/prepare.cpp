#include "ink/prepare.h"

#include <algorithm>

#include "base/error.h"
#include "ink/box.h"
#include "ink/rasterize.h"
#include "ink/smooth.h"

namespace inkling {

namespace {

/// A stroke this much smaller than the largest one is no part of a character.
constexpr double kSpeck = 0.08;
/// Between points further apart than this part of the drawing's side lies a curve.
constexpr double kLongest = 0.08;
/// Smaller drawings are dots in any unit.
constexpr double kSmallestSide = 1e-9;

std::vector<Stroke> without_specks(std::vector<Stroke> strokes) {
  double largest = 0;
  for (const Stroke& stroke : strokes) largest = std::max(largest, bounds(stroke).side());
  std::erase_if(strokes,
                [largest](const Stroke& stroke) { return bounds(stroke).side() < kSpeck * largest; });
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

/// Pixel centres are at + 0.5.
Point centre_of_mass(const std::vector<float>& image) {
  double mass = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < image.size(); ++i) {
    mass += image[i];
    x += image[i] * (static_cast<double>(i % kInkSide) + 0.5);
    y += image[i] * (static_cast<double>(i / kInkSide) + 0.5);
  }
  return {x / mass, y / mass};
}

/// How far to move ink that reaches from `low` to `high` so that its `mass` comes to `centre`, or as near as
/// the frame allows.
double shift(double mass, double centre, double low, double high) {
  return std::min(std::max(centre - mass, -low), static_cast<double>(kInkSide) - high);
}

}  // namespace

void InkOptions::validate() const {
  require(pen >= kMinPen && pen <= box && box <= kInkSide, "InkOptions", "0.5 <= pen <= box <= 28 must hold");
}

std::optional<InkImage> prepare(const Drawing& drawing, const InkOptions& options) {
  options.validate();
  std::vector<Stroke> strokes = without_specks(drawing.strokes);
  const Box drawn = bounds(strokes);
  if (drawn.empty()) return std::nullopt;

  if (drawn.side() > 0) strokes = smooth(strokes, kLongest * drawn.side());
  const bool dot = drawn.side() <= std::max(drawing.pen, kSmallestSide);
  scale_about(strokes, drawn.middle(), dot ? 0 : (options.box - options.pen) / drawn.side());
  translate(strokes, {kInkSide / 2.0, kInkSide / 2.0});

  const Point mass = centre_of_mass(rasterize(strokes, options.pen, kInkSide, kInkSide));
  const Box box = bounds(strokes);
  const double r = options.pen / 2;
  translate(strokes, {shift(mass.x, options.centre, box.low.x - r, box.high.x + r),
                      shift(mass.y, options.centre, box.low.y - r, box.high.y + r)});

  const std::vector<float> pixels = rasterize(strokes, options.pen, kInkSide, kInkSide);
  InkImage image{};
  std::copy(pixels.begin(), pixels.end(), image.begin());
  return image;
}

}  // namespace inkling
