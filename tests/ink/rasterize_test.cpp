#include "ink/rasterize.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/math.h"

using namespace inkling;

namespace {

constexpr std::size_t kSide = 28;

std::vector<float> draw(const std::vector<Stroke>& strokes, double pen) {
  return rasterize(strokes, pen, kSide, kSide);
}

double area(const std::vector<float>& image) {
  double sum = 0;
  for (const float pixel : image) sum += pixel;
  return sum;
}

}  // namespace

TEST_CASE("a dot covers the area of its disc wherever it is") {
  for (const double radius : {1.0, 1.2, 3.0, 9.7})
    for (const Point centre : {Point{14, 14}, Point{14.5, 14.5}, Point{13.77, 14.31}}) {
      const double exact = math::kPi * radius * radius;
      CHECK(area(draw({{centre}}, 2 * radius)) == doctest::Approx(exact).epsilon(0.01));
    }
}

TEST_CASE("a stroke covers its length times the pen, and two half discs") {
  const double exact = 2.4 * 15 + math::kPi * 1.2 * 1.2;
  CHECK(area(draw({{{6.3, 5.1}, {15.3, 17.1}}}, 2.4)) == doctest::Approx(exact).epsilon(0.002));
}

TEST_CASE("edges along the axes are exact") {
  const auto bar = draw({{{-5, 10.15}, {40, 10.15}}}, 2.4);
  const auto column = draw({{{10.15, -5}, {10.15, 40}}}, 2.4);
  const auto expect = [](std::size_t i) {
    return i == 8 ? 0.05f : i == 9 || i == 10 ? 1.0f : i == 11 ? 0.35f : 0.0f;
  };
  for (std::size_t y = 0; y < kSide; ++y)
    for (std::size_t x = 0; x < kSide; ++x) {
      CHECK(bar[y * kSide + x] == doctest::Approx(expect(y)).epsilon(1e-5));
      CHECK(column[y * kSide + x] == doctest::Approx(expect(x)).epsilon(1e-5));
    }
}

TEST_CASE("coverage is between paper and full ink, and ink that overlaps counts once") {
  const std::vector<Stroke> cross = {{{4, 4}, {20, 22}}, {{20, 4}, {4, 22}, {20, 4}}};
  const auto once = draw(cross, 2.4);
  CHECK(*std::min_element(once.begin(), once.end()) == 0);
  CHECK(*std::max_element(once.begin(), once.end()) == 1);
  const auto twice = draw({cross[0], cross[1], cross[0], {}, cross[1]}, 2.4);
  CHECK(once == twice);
}

TEST_CASE("paper is exactly 0 for any pen") {
  for (double pen = 0.5; pen < 6; pen += 0.0137) {
    const auto image = draw({{{10, 10}}}, pen);
    CHECK(*std::min_element(image.begin(), image.end()) == 0);
    CHECK(image.back() == 0);
  }
}

TEST_CASE("neither the direction nor points between nor repeated points matter") {
  const auto straight = draw({{{5, 6}, {21, 14}}}, 2.4);
  const auto reversed = draw({{{21, 14}, {5, 6}}}, 2.4);
  const auto halved = draw({{{5, 6}, {13, 10}, {13, 10}, {21, 14}, {21, 14}}}, 2.4);
  for (std::size_t i = 0; i < straight.size(); ++i) {
    CHECK(reversed[i] == doctest::Approx(straight[i]).epsilon(1e-5));
    CHECK(halved[i] == doctest::Approx(straight[i]).epsilon(1e-5));
  }
}

TEST_CASE("what lies outside is cut off") {
  CHECK(area(draw({{{-100, -100}, {-50, 1e9}}}, 2.4)) == 0);
  CHECK(area(draw({{{0, 14}}}, 4)) == doctest::Approx(math::kPi * 2).epsilon(0.01));
  CHECK(area(draw({}, 2.4)) == 0);
  const auto wide = rasterize({{{2, 1}}}, 1, 5, 3);
  REQUIRE(wide.size() == 15);
  CHECK(wide[1] == doctest::Approx(wide[7]).epsilon(1e-6));
}
