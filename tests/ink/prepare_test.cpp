#include "ink/prepare.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "base/error.h"
#include "base/hash.h"
#include "base/math.h"
#include "drawings.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

struct Ink {
  double mass = 0, x = 0, y = 0;                           // centre of mass in pixels from the edges
  std::size_t left = 28, right = 0, top = 28, bottom = 0;  // pixels with any ink, right and bottom excluded
  double width() const { return static_cast<double>(right - left); }
  double height() const { return static_cast<double>(bottom - top); }
};

Ink measure(const InkImage& image) {
  Ink ink;
  for (std::size_t row = 0; row < kInkSide; ++row)
    for (std::size_t column = 0; column < kInkSide; ++column) {
      const double pixel = image[row * kInkSide + column];
      CHECK(pixel >= 0);
      CHECK(pixel <= 1);
      if (pixel < 1e-5) continue;  // rounding
      ink.mass += pixel;
      ink.x += pixel * (static_cast<double>(column) + 0.5);
      ink.y += pixel * (static_cast<double>(row) + 0.5);
      ink.left = std::min(ink.left, column);
      ink.right = std::max(ink.right, column + 1);
      ink.top = std::min(ink.top, row);
      ink.bottom = std::max(ink.bottom, row + 1);
    }
  ink.x /= ink.mass;
  ink.y /= ink.mass;
  return ink;
}

InkImage image_of(const std::vector<Stroke>& strokes, double pen = 0) {
  const auto image = prepare({strokes, -1, pen});
  REQUIRE(image.has_value());
  return *image;
}

double largest_difference(const InkImage& a, const InkImage& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
  return largest;
}

}  // namespace

TEST_CASE("real digits have the golden pixels in every build") {
  std::istringstream hashes(read_text(fixture_path("ink/digits.hashes")));
  const auto drawings = digit_drawings();
  REQUIRE(drawings.size() == 40);
  for (std::size_t i = 0; i < drawings.size(); ++i) {
    CAPTURE(i);
    std::string expected;
    hashes >> expected;
    const InkImage image = image_of(drawings[i].strokes);
    Hash hash;
    hash.add(image.data(), sizeof image);
    CHECK(hash.text() == expected);
  }
}

TEST_CASE("real digits look like MNIST: the ink's size, place and weight") {
  double mass = 0;
  for (const Drawing& drawing : digit_drawings()) {
    const Ink ink = measure(image_of(drawing.strokes));
    CHECK(ink.x == doctest::Approx(14.5).epsilon(0.002));
    CHECK(ink.y == doctest::Approx(14.5).epsilon(0.002));
    const double longer = std::max(ink.width(), ink.height());
    CHECK(longer >= 20);
    CHECK(longer <= 21);
    mass += ink.mass / (28 * 28) / 40;
  }
  CHECK(mass == doctest::Approx(0.131).epsilon(0.05));
}

TEST_CASE("where and how large a digit was drawn does not matter") {
  for (const Drawing& drawing : digit_drawings()) {
    const InkImage image = image_of(drawing.strokes);
    CHECK(image_of(moved(drawing.strokes, 4, {0, 0})) == image);
    CHECK(image_of(moved(drawing.strokes, 1.0 / 1024, {0, 0})) == image);
    CHECK(largest_difference(image_of(moved(drawing.strokes, 37, {-1234.5, 77})), image) < 1e-5);
    CHECK(largest_difference(image_of(moved(drawing.strokes, 0.001, {3, 5})), image) < 1e-5);
  }
}

TEST_CASE("options say how large the ink is, how wide the pen and where the centre") {
  const Stroke ring = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
  const auto image = prepare({{ring}}, {.box = 12, .pen = 2, .centre = 14});
  REQUIRE(image.has_value());
  const Ink ink = measure(*image);
  CHECK(ink.left == 8);
  CHECK(ink.right == 20);
  CHECK(ink.top == 8);
  CHECK(ink.bottom == 20);
  CHECK(ink.mass == doctest::Approx(4 * 10 * 2 - 4 + math::kPi).epsilon(0.002));
  CHECK_THROWS_WITH(prepare({{ring}}, {.box = 29}), "[InkOptions] 0.5 <= pen <= box <= 28 must hold");
  CHECK_THROWS_AS(prepare({{ring}}, {.pen = 0}), Error);
  CHECK_THROWS_AS(prepare({{ring}}, {.pen = math::log(-1)}), Error);
}

TEST_CASE("straight lines fill the box in their direction") {
  const double mass = 17.6 * 2.4 + math::kPi * 1.2 * 1.2;
  const Ink flat = measure(image_of({{{10, 50}, {300, 50}}}));
  CHECK(flat.mass == doctest::Approx(mass).epsilon(0.002));
  CHECK(flat.width() <= 21);
  CHECK(flat.height() <= 4);
  const Ink upright = measure(image_of({{{7, 900}, {7, 20}, {7, 900}}}));
  CHECK(upright.mass == doctest::Approx(mass).epsilon(0.002));
  CHECK(upright.height() <= 21);
  CHECK(upright.x == doctest::Approx(14.5).epsilon(0.001));
}

TEST_CASE("a dot stays a dot") {
  const double disc = math::kPi * 1.2 * 1.2;
  CHECK(measure(image_of({{{50, 60}}})).mass == doctest::Approx(disc).epsilon(0.01));
  CHECK(measure(image_of({{{50, 60}, {50, 60}}, {{50, 60}}})).mass == doctest::Approx(disc).epsilon(0.01));
  CHECK(measure(image_of({{{1e-320, 0}, {0, 1e-310}}})).mass == doctest::Approx(disc).epsilon(0.01));
  const std::vector<Stroke> tap = {{{50, 60}, {52, 61}, {51, 63}}};
  CHECK(measure(image_of(tap, 12)).mass == doctest::Approx(disc).epsilon(0.01));
  CHECK(measure(image_of(tap)).mass > 5 * disc);
  CHECK(image_of(moved(tap, 10, {0, 0}), 12) == image_of(moved(tap, 10, {0, 0})));
}

TEST_CASE("without ink there is no image") {
  CHECK_FALSE(prepare({}).has_value());
  CHECK_FALSE(prepare({{{}, {}}}).has_value());
}

TEST_CASE("specks beside a stroke are ignored") {
  const std::vector<Stroke> seven = {{{100, 100}, {160, 100}, {120, 200}}, {{110, 150}, {150, 150}}};
  const InkImage image = image_of(seven);
  std::vector<Stroke> specked = seven;
  specked.insert(specked.begin(), {{400, 20}, {403, 22}});
  specked.push_back({{10, 390}});
  CHECK(image_of(specked) == image);
  const std::vector<Stroke> dots = {{{0, 0}}, {{100, 0}}};
  CHECK(measure(image_of(dots)).width() >= 20);
}

TEST_CASE("ink is kept in the frame even where its mass is far from the middle") {
  std::vector<Stroke> flag = {{{0, 0}, {0, 1000}}};
  for (int i = 0; i < 60; ++i) flag.push_back({{0, 2.0 * i}, {800, 2.0 * i}, {0, 2.0 * i}});
  const Ink ink = measure(image_of(flag));
  CHECK(ink.top == 8);
  CHECK(ink.bottom == 28);
}

TEST_CASE("huge coordinates keep their shape") {
  const std::vector<Stroke> two = {{{-1e9, -1e9}, {1e9, -1e9}, {-1e9, 1e9}, {1e9, 1e9}}};
  const std::vector<Stroke> small = {{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};
  CHECK(largest_difference(image_of(two), image_of(small)) < 1e-5);
}

TEST_CASE("each step can be left out") {
  // A bracket, small at the top left of its paper, with more ink on the right.
  const Drawing bracket{{{{100, 100}, {300, 100}, {300, 300}, {100, 300}}}, -1, 20};
  const auto made = [&bracket](InkSteps steps) {
    const auto image = prepare(bracket, {.steps = steps});
    REQUIRE(image.has_value());
    return measure(*image);
  };
  const Ink all = made({});
  CHECK(all.x == doctest::Approx(14.5).epsilon(0.002));

  const Ink off_centre = made({.centre = false});
  CHECK(off_centre.left == 4);
  CHECK(off_centre.right == 24);
  CHECK(off_centre.x > 16);

  const Ink thin = made({.even_pen = false, .centre = false});
  CHECK(thin.left == 4);
  CHECK(thin.right == 24);
  CHECK(thin.mass < 0.85 * all.mass);
  CHECK(made({.even_pen = false}).x == doctest::Approx(14.5).epsilon(0.002));

  const Ink small = made({.scale = false, .paper = 560});  // 20 to a pixel
  CHECK(small.x == doctest::Approx(14.5).epsilon(0.002));
  CHECK(small.width() <= 14);
  const Ink as_drawn = made({.scale = false, .even_pen = false, .centre = false, .paper = 560});
  CHECK(as_drawn.left == 4);
  CHECK(as_drawn.right == 16);
  CHECK(as_drawn.top == 4);
  CHECK(as_drawn.bottom == 16);
}

TEST_CASE("a drawing that is not scaled must lie on its paper") {
  const Drawing line{{{{0, 0}, {40, 90}}}, -1, 4};
  CHECK(prepare(line, {.steps = {.scale = false, .paper = 90}}).has_value());
  CHECK_THROWS_WITH(prepare(line, {.steps = {.scale = false}}),
                    "[InkSteps] where scale is off, paper must be its side");
  CHECK_THROWS_WITH(prepare(line, {.steps = {.scale = false, .paper = 89}}),
                    "[InkSteps] where scale is off, the drawing must lie on its paper");
  const Drawing tap{{{{10, 10}}}, -1, 1e300};
  CHECK(measure(*prepare(tap, {.steps = {.scale = false, .even_pen = false, .paper = 20}})).mass > 400);
}
