#include "ink/picture.h"

#include <doctest/doctest.h>

#include "ink/components.h"
#include "ink/rulings.h"
#include "ink/threshold.h"
#include "numbers.h"
#include "pictures.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

const Drawing kDrawnSeven{{{{0, 0}, {60, 0}, {20, 100}}}}, kDrawnOne{{{{0, 0}, {0, 100}}}};

Picture plain(int width, int height, std::uint8_t grey) {
  return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height), grey)};
}

std::size_t ink_in(const Mask& mask) {
  return static_cast<std::size_t>(std::count(mask.ink.begin(), mask.ink.end(), 1));
}

}  // namespace

TEST_CASE("a line is traced along its middle, and its width told") {
  for (const double pen : {4.0, 9.0, 16.0})
    for (const double side : {60.0, 200.0, 400.0}) {
      CAPTURE(pen);
      CAPTURE(side);
      const Drawing traced = trace(photographed(kDrawnSeven, {.side = side, .pen = pen}));
      REQUIRE(traced.strokes.size() == 1);
      CHECK(traced.pen == doctest::Approx(pen).epsilon(0.25));
      const Box box = bounds(traced.strokes);
      const double off = std::max(1.5, pen / 4);
      CHECK(std::fabs(box.low.y - (side / 2 + pen)) < off);
      CHECK(std::fabs(box.height() - (side - pen)) < 2 * off);
      CHECK(std::fabs(box.width() - 0.6 * (side - pen)) < 3 * off);
    }
}

TEST_CASE("dark on light and light on dark are the same") {
  const Drawing dark = trace(photographed(kDrawnSeven, {}));
  const Drawing light = trace(photographed(kDrawnSeven, {.paper = 25, .ink = 215}));
  REQUIRE(light.strokes.size() == 1);
  CHECK(bounds(light.strokes).width() == doctest::Approx(bounds(dark.strokes).width()).epsilon(0.05));
  CHECK(light.pen == doctest::Approx(dark.pen).epsilon(0.1));
}

TEST_CASE("paper alone shows nothing, however it is lit") {
  CHECK(trace(plain(300, 200, 255)).strokes.empty());
  CHECK(trace(plain(300, 200, 0)).strokes.empty());
  CHECK(trace(plain(1, 1, 128)).strokes.empty());
  Picture lit = plain(400, 300, 0);
  Random random(3);
  for (std::size_t i = 0; i < lit.pixels.size(); ++i)
    lit.pixels[i] = static_cast<std::uint8_t>(90 + static_cast<double>(i % 400) / 3 + random.uniform(-9, 9));
  CHECK(trace(lit).strokes.empty());
}

TEST_CASE("ruled lines go, and what crosses them stays whole") {
  for (const bool squared : {false, true}) {
    CAPTURE(squared);
    const Photograph bare{.side = 200, .pen = 14};
    Photograph ruled = bare;
    ruled.ruling = 55;
    ruled.squared = squared;
    Mask without = find_ink(photographed(kDrawnSeven, bare)),
         mask = find_ink(photographed(kDrawnSeven, ruled));
    CHECK(ink_in(mask) > 1.2 * ink_in(without));
    remove_rulings(mask);
    const Components found = find_components(mask);
    CHECK(found.components.size() == 1);
    CHECK(ink_in(mask) == doctest::Approx(ink_in(without)).epsilon(0.1));
  }
  Mask one = find_ink(photographed(kDrawnOne, {.side = 200, .pen = 3}));
  const std::size_t before = ink_in(one);
  remove_rulings(one);
  CHECK(ink_in(one) == before);
}

TEST_CASE("specks, a shadow along the edge and the table around the paper are no writing") {
  Picture picture = photographed(kDrawnSeven, {.side = 150, .pen = 12});
  const auto fill = [&](int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; ++y)
      for (int x = left; x < right; ++x) picture.pixels[static_cast<std::size_t>(y * picture.width + x)] = 30;
  };
  fill(20, 20, 23, 23);
  fill(picture.width - 20, 0, picture.width, picture.height);
  CHECK(trace(picture).strokes.size() == 1);
  fill(0, 0, 8, picture.height);
  fill(0, 0, picture.width, 8);
  fill(0, picture.height - 8, picture.width, picture.height);
  const Drawing traced = trace(picture);
  CHECK(traced.strokes.size() == 1);
  CHECK(bounds(traced.strokes).height() == doctest::Approx(138).epsilon(0.05));
}

TEST_CASE("a dot is a dot, whatever its size") {
  for (const double pen : {3.0, 20.0, 60.0}) {
    CAPTURE(pen);
    const Drawing traced = trace(photographed({{{{0, 0}}}}, {.side = 100, .pen = pen}));
    REQUIRE(traced.strokes.size() == 1);
    CHECK(bounds(traced.strokes).side() <= traced.pen);
  }
}

TEST_CASE("what is no picture is refused in words") {
  const auto said = [](const Picture& picture) { return refusal([&] { trace(picture); }); };
  CHECK(said({0, 10, {}}) == "[picture] width and height must be from 1 to 4096, got 0x10");
  CHECK(said({-1, -1, {1}}) == "[picture] width and height must be from 1 to 4096, got -1x-1");
  CHECK(said({4097, 1, std::vector<std::uint8_t>(4097)}) ==
        "[picture] width and height must be from 1 to 4096, got 4097x1");
  CHECK(said({3, 2, {1, 2, 3, 4, 5}}) == "[picture] 3x2 pixels are 6 bytes, got 5");
  Picture gravel = plain(800, 800, 240);
  Random random(5);
  for (int row = 0; row < 50; ++row)
    for (int column = 0; column < 50; ++column) {
      const int left = column * 16 + static_cast<int>(random.uniform(0, 9));
      const int top = row * 16 + static_cast<int>(random.uniform(0, 9));
      for (int i = 0; i < 36; ++i)
        gravel.pixels[static_cast<std::size_t>((top + i / 6) * 800 + left + i % 6)] = 20;
    }
  CHECK(said(gravel) == "[picture] it shows more than 1000 separate marks, which is no line of characters");
  for (const auto& [width, height] : {std::pair{1, 4096}, {4096, 1}, {2, 2}, {3, 1}})
    for (const std::uint8_t grey : {0, 77, 255}) {
      Picture odd = plain(width, height, grey);
      odd.pixels.front() = 128;
      CHECK(said(odd).empty());
    }
  Picture noise = plain(200, 200, 0);
  for (std::uint8_t& pixel : noise.pixels) pixel = static_cast<std::uint8_t>(random.uniform(0, 255));
  trace(noise);
}
