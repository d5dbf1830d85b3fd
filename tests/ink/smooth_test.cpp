#include "ink/smooth.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "drawings.h"
#include "ink/prepare.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

bool operator==(Point a, Point b) {
  return a.x == b.x && a.y == b.y;
}

bool same(const Stroke& a, const Stroke& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Point p, Point q) { return p == q; });
}

Stroke circle(int points) {
  Stroke stroke;
  for (int i = 0; i <= points; ++i) {
    const double angle = 2 * math::kPi * i / points;
    stroke.push_back({math::cos(angle), math::sin(angle)});
  }
  return stroke;
}

/// Every `step`th point of each stroke, and the last.
std::vector<Stroke> coarse(const std::vector<Stroke>& strokes, std::size_t step) {
  std::vector<Stroke> few;
  for (const Stroke& stroke : strokes) {
    few.emplace_back();
    for (std::size_t i = 0; i < stroke.size(); i += step) few.back().push_back(stroke[i]);
    few.back().push_back(stroke.back());
  }
  return few;
}

}  // namespace

TEST_CASE("the curve between few points is the one that the hand drew") {
  const Stroke curve = smooth({circle(12)}, 0.05)[0];
  CHECK(curve.size() > 120);
  double error = 0;
  for (const Point& point : curve)
    if (point.x < 0.8)
      error = std::max(error, std::fabs(std::sqrt(point.x * point.x + point.y * point.y) - 1));
  CHECK(error < 0.005);
}

TEST_CASE("a slow mouse's drawing looks nearly as a fast one's") {
  const auto difference = [](const std::vector<Stroke>& few, const std::vector<Stroke>& many) {
    const auto a = prepare({few}), b = prepare({many});
    double sum = 0, ink = 0;
    for (std::size_t i = 0; i < a->size(); ++i) {
      sum += std::fabs((*a)[i] - (*b)[i]);
      ink += (*b)[i];
    }
    return sum / ink;
  };
  CHECK(difference({circle(12)}, {circle(300)}) < 0.1);
  double sum = 0;
  for (const Drawing& drawing : digit_drawings()) {
    const std::size_t step = std::max<std::size_t>(1, drawing.strokes[0].size() / 14);
    sum += difference(coarse(drawing.strokes, step), drawing.strokes) / 40;
  }
  CHECK(sum < 0.1);
}

TEST_CASE("corners stay, and straight lines straight") {
  const Stroke square{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
  const Stroke ring = smooth({square}, 0.1)[0];
  CHECK(ring.size() == 41);
  for (const Point& point : ring) CHECK((point.x == 0 || point.x == 1 || point.y == 0 || point.y == 1));
  const Stroke line = smooth({{{0, 3}, {10, 3}, {20, 3}}}, 1)[0];
  CHECK(line.size() == 21);
  for (std::size_t i = 0; i < line.size(); ++i) {
    CHECK(line[i].x == doctest::Approx(static_cast<double>(i)));
    CHECK(line[i].y == 3);
  }
}

TEST_CASE("dense strokes are left as they are, but for points that come twice") {
  for (const Drawing& drawing : digit_drawings())
    for (const Stroke& stroke : drawing.strokes) {
      Stroke once = stroke;
      once.erase(std::unique(once.begin(), once.end(), [](Point a, Point b) { return a == b; }), once.end());
      CHECK(same(smooth({stroke}, 1000)[0], once));
    }
}

TEST_CASE("the curve goes through all points, however long the way between them") {
  const Stroke wild{{0, 0}, {1e9, -1e9}, {1e-3, 7}, {5, 5}, {5, 6}};
  const Stroke curve = smooth({wild}, 1)[0];
  CHECK(curve.size() < 100);
  for (const Point& point : wild)
    CHECK(std::any_of(curve.begin(), curve.end(), [&](Point each) { return each == point; }));
  for (const Point& point : curve) CHECK((std::isfinite(point.x) && std::isfinite(point.y)));
}

TEST_CASE("dots and empty strokes stay what they are") {
  const auto smoothed = smooth({{}, {{3, 4}}, {{3, 4}, {3, 4}}, {{1e-320, 0}, {0, 1e-310}}}, 0.1);
  REQUIRE(smoothed.size() == 4);
  CHECK(smoothed[0].empty());
  for (std::size_t i = 1; i < 4; ++i) CHECK(smoothed[i].size() == 1);
  CHECK(smooth({}, 1).empty());
}
