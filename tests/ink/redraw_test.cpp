#include "ink/redraw.h"

#include <doctest/doctest.h>

#include <numeric>
#include <set>

#include "drawings.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

double mass(const InkImage& image) {
  return std::accumulate(image.begin(), image.end(), 0.0);
}

InkImage redrawn(const Drawing& drawing, std::uint64_t seed, const InkOptions& options = {}) {
  Random random(seed);
  const auto image = redraw(drawing, random, options);
  REQUIRE(image.has_value());
  for (const float pixel : *image) CHECK((pixel >= 0 && pixel <= 1));
  return *image;
}

}  // namespace

TEST_CASE("a drawing is redrawn differently each time, and alike from the same state") {
  for (const Drawing& drawing : digit_drawings()) {
    const InkImage once = redrawn(drawing, 1);
    CHECK(once == redrawn(drawing, 1));
    CHECK(once != redrawn(drawing, 2));
    CHECK(once != *prepare(drawing));
  }
}

TEST_CASE("other hands and pens make wider and thinner lines, the usual one in the middle") {
  const Drawing three = digit_drawings()[12];
  const double usual = mass(*prepare(three));
  double least = usual, most = usual, sum = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const double each = mass(redrawn(three, seed));
    least = std::min(least, each);
    most = std::max(most, each);
    sum += each;
  }
  CHECK(least < 0.75 * usual);
  CHECK(most > 1.4 * usual);
  CHECK(sum / 100 == doctest::Approx(usual).epsilon(0.15));
}

TEST_CASE("what is redrawn is of the size that the options say") {
  const Drawing eight = digit_drawings()[32];
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const InkImage image = redrawn(eight, seed, {.box = 12, .pen = 2, .centre = 14});
    std::set<std::size_t> rows, columns;
    for (std::size_t i = 0; i < image.size(); ++i)
      if (image[i] > 1e-3) rows.insert(i / kInkSide), columns.insert(i % kInkSide);
    CHECK(std::max(rows.size(), columns.size()) >= 12);
    CHECK(std::max(rows.size(), columns.size()) <= 14);
  }
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    redrawn(eight, seed, {.pen = InkOptions::kMinPen});
    redrawn(eight, seed, {.box = 3, .pen = 3});
  }
}

TEST_CASE("dots, short strokes and huge ones are redrawn too, and nothing is nothing") {
  Random random(1);
  CHECK_FALSE(redraw({}, random).has_value());
  CHECK_FALSE(redraw({{{}, {}}}, random).has_value());
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CHECK(mass(redrawn({{{{5, 5}}}}, seed)) < 20);
    redrawn({{{{5, 5}}, {{5, 5}, {5, 5}}, {}}}, seed);
    redrawn({{{{0, 0}, {1, 1}}}}, seed);
    redrawn({{{{-1e9, -1e9}, {1e9, 1e9}, {-1e9, 0}}}}, seed);
    redrawn({{{{1e-320, 0}, {0, 1e-310}}}}, seed);
  }
}
