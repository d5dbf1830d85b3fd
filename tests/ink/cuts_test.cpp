#include "ink/cuts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "ink/skeleton.h"
#include "pictures.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Stroke ring(double x) {
  Stroke stroke;
  for (int i = 0; i <= 40; ++i)
    stroke.push_back({x + 30 * std::cos(i * math::kPi / 20), 50 + 50 * std::sin(i * math::kPi / 20)});
  return stroke;
}

constexpr double kPen = 14;

/// The middle of the one component that the strokes make, and its mask.
struct Traced {
  explicit Traced(const std::vector<Stroke>& strokes)
      : mask(find_ink(photographed({strokes}, {.side = 300, .pen = kPen}))) {
    const Components found = find_components(mask);
    REQUIRE(found.components.size() == 1);
    line = skeletonize(mask, found.components[0], found.pen);
    box = bounds(trace_skeleton(mask, line));
  }

  Mask mask;
  std::vector<std::size_t> line;
  Box box;
};

}  // namespace

TEST_CASE("rings that touch are cut apart there, and the parts together are the line") {
  Traced rings({ring(0), ring(63)});
  const double height = rings.box.height(), middle = rings.box.middle().x, slack = 0.1 * height;
  std::vector<std::size_t> together;
  const auto parts = cut_apart(rings.line, rings.mask.width, height);
  CHECK(parts.size() >= 2);
  for (const auto& part : parts) {
    together.insert(together.end(), part.begin(), part.end());
    const Stroke way = trace_skeleton(rings.mask, part);
    const Box box = bounds(way);
    CHECK((box.high.x < middle + slack || box.low.x > middle - slack));
    CHECK(box.height() >= 0.4 * height);
    CHECK(way.size() >= part.size());
    for (std::size_t i = 1; i < way.size(); ++i)
      CHECK(std::max(std::fabs(way[i].x - way[i - 1].x), std::fabs(way[i].y - way[i - 1].y)) <= 1);
  }
  std::sort(together.begin(), together.end());
  std::sort(rings.line.begin(), rings.line.end());
  CHECK(together == rings.line);
}

TEST_CASE("what cannot be two characters stays whole") {
  const Traced bar({{{0, 0}, {0, 100}}}), rule({{{0, 0}, {100, 0}}});
  for (const Traced& traced : {bar, rule})
    for (const double height : {0.0, 1.0, 280.0}) {
      const auto parts = cut_apart(traced.line, traced.mask.width, height);
      REQUIRE(parts.size() == 1);
      CHECK(parts[0].size() == traced.line.size());
    }
  CHECK(cut_apart({}, 9, 1).front().empty());
  std::vector<std::size_t> filled;
  for (std::size_t at = 0; at < 100 * 100; ++at) filled.push_back(at);
  CHECK(cut_apart(filled, 100, 100).size() == 1);
}
