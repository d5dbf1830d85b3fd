#include <doctest/doctest.h>

#include "pictures.h"
#include "presets/preset.h"
#include "session/session.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// How many of the fixtures' drawings are read from their pictures.
std::size_t read_right(Session& session, const Photograph& how) {
  std::size_t right = 0;
  for (const Drawing& drawing : digit_drawings())
    right += session.recognize(photographed(drawing, how)).text == std::to_string(drawing.label);
  return right;
}

}  // namespace

TEST_CASE("pictures of digits are read, whatever size, pen, light and paper" *
          doctest::test_suite("accuracy")) {
  Session session(shipped_model());
  std::size_t drawn = 0;
  const auto drawings = digit_drawings();
  for (const Drawing& drawing : drawings)
    drawn += session.recognize(drawing).text == std::to_string(drawing.label);
  const std::size_t nearly = drawn - 2;
  CHECK(read_right(session, {}) >= nearly);
  CHECK(read_right(session, {.side = 50, .pen = 5}) >= nearly);
  CHECK(read_right(session, {.side = 500, .pen = 30}) >= nearly);
  CHECK(read_right(session, {.pen = 3}) >= nearly);
  CHECK(read_right(session, {.pen = 24}) >= drawn - 6);
  CHECK(read_right(session, {.shade = 0.35, .noise = 8}) >= nearly);
  CHECK(read_right(session, {.paper = 30, .ink = 200, .noise = 8}) >= nearly);
  CHECK(read_right(session, {.noise = 40}) >= nearly);
  CHECK(read_right(session, {.ruling = 45}) >= nearly);
  CHECK(read_right(session, {.ruling = 45, .squared = true}) >= nearly);
}

TEST_CASE("a picture of a number is read as the number, with a point, and boxes in its pixels") {
  Session session(shipped_model());
  const auto digits = digit_drawings();
  const auto digit = [&](std::size_t which) { return digits[4 * which + 1]; };
  Drawing number = side_by_side({digit(3), digit(1), digit(4), digit(2)}, 40);
  const double after_three = bounds(side_by_side({digit(3)}, 0).strokes).high.x;
  number.strokes.push_back({{after_three + 20, 98}});
  const Picture picture = photographed(number, {.side = 600, .pen = 14, .shade = 0.6, .noise = 6});
  const Answer answer = session.recognize(picture);
  CHECK(answer.text == "3.142");
  REQUIRE(answer.characters.size() == 5);
  double right = 0;
  for (const Character& character : answer.characters) {
    CHECK(character.strokes.empty());
    CHECK(character.box.low.x >= right - 14);
    CHECK(character.box.width() >= 12);
    right = character.box.high.x;
  }
  CHECK(right == doctest::Approx(picture.width - 314).epsilon(0.02));
}

TEST_CASE("digits that touch in a picture are read apart" * doctest::test_suite("accuracy")) {
  Session session(shipped_model());
  const auto digits = digit_drawings();
  std::size_t right = 0;
  for (std::size_t writer = 0; writer < 4; ++writer)
    for (const std::size_t first : {0, 2, 3, 5, 6, 8})
      for (const std::size_t second : {3, 6, 9}) {
        const Drawing number = side_by_side(
            {digits[4 * first + writer], digits[4 * 1 + writer], digits[4 * second + writer]}, -3);
        const Answer answer = session.recognize(photographed(number, {.side = 300, .pen = 10}));
        right += answer.text == std::to_string(first) + "1" + std::to_string(second);
      }
  CHECK(right >= 54);
}

TEST_CASE("lines of digits are read on ruled and on squared paper") {
  Session session(shipped_model());
  const auto digits = digit_drawings();
  std::size_t right = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    std::vector<Drawing> four;
    std::string text;
    for (std::size_t j = 0; j < 4; ++j) {
      four.push_back(digits[(i * 7 + j * 9) % digits.size()]);
      text += std::to_string(four.back().label);
    }
    const double side = 500 + 20 * static_cast<double>(i), ruling = 40 + 3 * static_cast<double>(i);
    const Photograph how{
        .side = side, .pen = 16, .shade = 0.45, .noise = 8, .ruling = ruling, .squared = i % 2 == 0};
    right += session.recognize(photographed(side_by_side(four, 45), how)).text == text;
  }
  CHECK(right >= 5);
}

TEST_CASE("a picture without ink has no answer") {
  Session session(shipped_model());
  const Answer answer = session.recognize(Picture{40, 30, std::vector<std::uint8_t>(1200, 200)});
  CHECK(answer.characters.empty());
  CHECK_FALSE(answer.rejected);
}
