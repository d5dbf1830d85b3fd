#include "session/recognition.h"

#include <doctest/doctest.h>

#include <cmath>

#include "drawings.h"
#include "numbers.h"
#include "presets/preset.h"
#include "session/session.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

const std::vector<std::string> kLabels{"a", "b"};

/// Reads with a network that is so sure that each way of putting strokes together shows an "a".
Answer read_with(const std::vector<Stroke>& strokes, const std::vector<double>& sure,
                 double refuse_below = 0) {
  return recognize({strokes}, {.refuse_below = refuse_below, .look_again_below = 0}, kLabels,
                   [&sure](std::span<const Scalar> images, std::size_t n) {
                     CHECK(images.size() == n * kInkSide * kInkSide);
                     REQUIRE(n == sure.size());
                     std::vector<Scalar> probabilities;
                     for (const double each : sure) {
                       probabilities.push_back(static_cast<Scalar>(each));
                       probabilities.push_back(static_cast<Scalar>(1 - each));
                     }
                     return probabilities;
                   });
}

std::vector<Stroke> ones(double gap) {
  return {{{0, 0}, {0, 100}}, {{gap, 0}, {gap, 100}}};
}

std::vector<Drawing> ten_digits(std::size_t writer) {
  const auto drawings = digit_drawings();
  std::vector<Drawing> digits;
  for (std::size_t digit = 0; digit < 10; ++digit) digits.push_back(drawings[4 * digit + writer]);
  return digits;
}

}  // namespace

TEST_CASE("digits side by side are read as the number they are") {
  Session session(shipped_model());
  std::size_t right = 0;
  for (std::size_t writer = 0; writer < 4; ++writer) {
    CAPTURE(writer);
    const auto digits = ten_digits(writer);
    const Drawing line = side_by_side(digits, 30);
    const Answer answer = session.recognize(line);
    REQUIRE(answer.characters.size() == 10);
    CHECK_FALSE(answer.rejected);
    std::size_t stroke = 0;
    std::string text;
    for (std::size_t i = 0; i < 10; ++i) {
      const Character& character = answer.characters[i];
      text += character.rejected ? "?" : character.label;
      right += character.label == std::to_string(i);
      std::vector<std::size_t> strokes;
      std::vector<Stroke> its;
      for (std::size_t n = 0; n < digits[i].strokes.size(); ++n, ++stroke) {
        strokes.push_back(stroke);
        its.push_back(line.strokes[stroke]);
      }
      CHECK(character.strokes == strokes);
      CHECK(character.box.low.x == bounds(its).low.x);
      CHECK(character.box.high.y == bounds(its).high.y);
    }
    CHECK(answer.text == text);
  }
  CHECK(right >= 38);
}

TEST_CASE("a number may have a point, and be written from right to left") {
  Session session(shipped_model());
  const auto digits = ten_digits(1);
  Drawing number = side_by_side({digits[3], digits[0]}, 40);
  const Box three = bounds(moved({number.strokes[0]}, 1, {0, 0}));
  number.strokes.insert(number.strokes.begin(), {{three.high.x + 20, 98}});
  const Answer answer = session.recognize(number);
  CHECK(answer.text == "3.0");
  REQUIRE(answer.characters.size() == 3);
  const Character& point = answer.characters[1];
  CHECK(point.label == ".");
  CHECK(point.confidence == 1);
  CHECK(point.probabilities.empty());
  CHECK(point.strokes == std::vector<std::size_t>{0});
  std::reverse(number.strokes.begin(), number.strokes.end());
  CHECK(session.recognize(number).text == "3.0");
}

TEST_CASE("strokes near each other are what the network is surest of") {
  const Answer one = read_with(ones(10), {0.6, 0.99, 0.6}), two = read_with(ones(10), {0.99, 0.6, 0.99});
  CHECK(one.text == "a");
  CHECK(one.characters[0].strokes == std::vector<std::size_t>{0, 1});
  CHECK(one.characters[0].box.width() == 10);
  CHECK(two.text == "aa");
  CHECK(two.characters[1].strokes == std::vector<std::size_t>{1});
  CHECK(read_with(ones(10), {0.1, 0.5, 0.9}).text == "ba");
}

TEST_CASE("strokes that meet end to end, or with what is no digit, are not cut apart") {
  Session session(shipped_model());
  const std::vector<std::pair<std::string, std::vector<Stroke>>> letters{
      {"E", {{{0, 0}, {0, 100}}, {{0, 0}, {60, 0}}, {{0, 50}, {50, 50}}, {{0, 100}, {60, 100}}}},
      {"F", {{{0, 0}, {0, 100}}, {{0, 0}, {60, 0}}, {{0, 50}, {50, 50}}}},
      {"K", {{{0, 0}, {0, 100}}, {{60, 0}, {0, 60}}, {{20, 45}, {60, 100}}}},
      {"M", {{{0, 100}, {0, 0}}, {{0, 0}, {40, 70}}, {{40, 70}, {80, 0}}, {{80, 0}, {80, 100}}}},
      {"W", {{{0, 0}, {25, 100}}, {{25, 100}, {50, 10}}, {{50, 10}, {75, 100}}, {{75, 100}, {100, 0}}}}};
  for (const auto& [letter, strokes] : letters) {
    CAPTURE(letter);
    const Answer answer = session.recognize({strokes});
    CHECK(answer.rejected);
    CHECK(answer.characters.size() == 1);
  }
  CHECK(session.recognize({ones(30)}).text == "11");
}

TEST_CASE("strokes that meet are cut apart among digits, where together they are none") {
  const std::vector<Stroke> meeting{{{0, 0}, {0, 100}}, {{0, 0}, {20, 100}}};
  const std::vector<double> sure{0.95, 0.2, 0.95};
  CHECK(read_with(meeting, sure, 0.9).rejected);
  auto after_a_digit = meeting;
  after_a_digit.push_back({{-50, 0}, {-50, 100}});
  CHECK(read_with(after_a_digit, {0.95, 0.95, 0.2, 0.95}, 0.9).text == "aaa");
  CHECK(read_with(after_a_digit, {0.95, 0.95, 0.95, 0.95}, 0.9).text == "aa");
}

TEST_CASE("what is less sure than refuse_below is refused") {
  auto three = ones(50);
  three.push_back({{100, 0}, {100, 100}});
  const Answer some = read_with(three, {0.7, 0.75, 0.9}, 0.8);
  CHECK(some.text == "??a");
  CHECK_FALSE(some.rejected);
  CHECK(some.characters[0].rejected);
  CHECK(some.characters[0].label == "a");
  CHECK_FALSE(some.characters[2].rejected);
  for (const double below : {0.95, 1.01}) {
    const Answer none = read_with(ones(50), {0.7, 0.9}, below);
    CHECK(none.rejected);
    CHECK(none.text == "");
    CHECK(none.characters.size() == 2);
  }
  CHECK(read_with(three, {0.7, 0.9, 0.9}, 0.8).text == "aaa");
  CHECK(read_with(ones(50), {0.7, 0.9}, 0.8).text == "aa");
  CHECK(read_with(three, {0.7, 0.99, 0.99}, 0.97).text == "aaa");
  CHECK(read_with(ones(50), {1, 1}, 1.01).rejected);
  CHECK_FALSE(read_with(ones(50), {1, 1}, 1).rejected);
  CHECK_FALSE(read_with({}, {}, 1.01).rejected);
}

TEST_CASE("what the network is not sure of is looked at again, turned and with other pens") {
  const Drawing seven{{{{10, 10}, {70, 10}, {30, 110}}}};
  const std::vector<std::vector<Scalar>> answers{{0.5, 0.5}, {0.9, 0.1, 0.2, 0.8}};
  const auto looks = [&](RecognitionOptions options) {
    std::vector<std::vector<Scalar>> seen;
    const Answer answer =
        recognize(seven, options, kLabels, [&](std::span<const Scalar> images, std::size_t n) {
          CHECK(images.size() == n * kInkSide * kInkSide);
          seen.emplace_back(images.begin(), images.end());
          return answers.at(seen.size() - 1);
        });
    CHECK(answer.characters[0].image == *prepare(seven, options.ink));
    CHECK(answer.characters[0].rejected == (seen.size() == 1));
    return std::pair(answer.characters[0], seen);
  };
  const auto [again, seen] = looks({.refuse_below = 0.55});
  const double a = std::cbrt(0.5 * 0.9 * 0.2), b = std::cbrt(0.5 * 0.1 * 0.8);
  CHECK(again.label == "a");
  CHECK(again.confidence == doctest::Approx(a / (a + b)));
  CHECK(again.probabilities[1] == doctest::Approx(b / (a + b)));
  REQUIRE(seen.size() == 2);
  const InkImage turned_image = *prepare(turned(seven, 12), {.pen = 0.8 * InkOptions{}.pen});
  CHECK(std::equal(turned_image.begin(), turned_image.end(), seen[1].begin()));
  CHECK(looks({.refuse_below = 0.55, .look_again_below = 0.5}).second.size() == 1);
  InkSteps on_paper{.scale = false, .paper = 200};
  CHECK(looks({.ink = {.steps = on_paper}, .refuse_below = 0.55}).second.size() == 1);
  for (const double pen : {InkOptions::kMinPen, 20.0}) looks({.ink = {.pen = pen}, .refuse_below = 0.55});
}

TEST_CASE("a line of too many characters is refused") {
  std::vector<Stroke> many;
  for (int i = 0; i <= 1000; ++i) many.push_back({{50.0 * i, 0}, {50.0 * i, 100}});
  CHECK(refusal([&] { read_with(many, {}); }) == "[strokes] a drawing may have 1000 characters, got more");
  many.pop_back();
  CHECK(read_with(many, std::vector<double>(1000, 0.9)).text == std::string(1000, 'a'));
}

TEST_CASE("a point among characters that are refused is no text either") {
  auto strokes = ones(60);
  strokes.push_back({{30, 99}});
  const Answer answer = read_with(strokes, {0.6, 0.6}, 0.9);
  CHECK(answer.rejected);
  CHECK(answer.text == "");
  CHECK(read_with(strokes, {0.6, 0.6}).text == "a.a");
}

TEST_CASE("the image of a character is drawn as the model wants it") {
  const Drawing seven = digit_drawings()[28];
  const RecognitionOptions options{.ink = {.box = 24, .pen = 3, .centre = 14}, .look_again_below = 0};
  std::vector<Scalar> seen;
  const Answer answer =
      recognize(seven, options, kLabels, [&seen](std::span<const Scalar> images, std::size_t) {
        seen.assign(images.begin(), images.end());
        return std::vector<Scalar>{0.5, 0.5};
      });
  const auto expected = prepare(seven, options.ink);
  CHECK(answer.characters[0].image == *expected);
  CHECK(same(seen, *expected));
}

TEST_CASE("a model file says how drawings are to be read, and is refused where it says nonsense") {
  Sequential model = Sequential::from_config(find_preset("numpy-cnn").model);
  const auto labels = numbered_labels({});
  const auto opened = [&](const Json& reading) {
    return refusal([&] { Session(write_model(model, labels, {.reading = reading})); });
  };
  Session session(write_model(model, labels, {.reading = {{"refuse_below", 0.999}, {"pen", 3}}}));
  const Drawing one{{{{0, 0}, {0, 9}}}};
  CHECK(session.recognize(one).rejected);
  CHECK(session.recognize(one).characters[0].image == *prepare(one, {.pen = 3}));
  CHECK(Session(session.save()).recognize(one).rejected);
  CHECK(contains(opened({{"refuse_below", 2}}), "[reading] refuse_below must be"));
  CHECK(contains(opened({{"pens", 2}}), "did you mean 'pen'?"));
  CHECK(contains(opened({{"pen", 9}, {"box", 4}}), "[InkOptions] 0.5 <= pen <= box <= 28 must hold"));
}
