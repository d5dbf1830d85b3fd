#include "ink/characters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "drawings.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Strokes = std::vector<Stroke>;
using Indices = std::vector<std::size_t>;

const Strokes kFour{{{30, 0}, {0, 60}, {70, 60}}, {{50, 20}, {50, 100}}};
const Strokes kFive{{{10, 5}, {8, 45}, {40, 40}, {50, 70}, {30, 100}, {0, 90}}, {{12, 0}, {60, 2}}};
const Strokes kSeven{{{0, 0}, {60, 0}, {20, 100}}, {{15, 55}, {55, 50}}};
const Stroke kOne{{0, 0}, {0, 100}};

Strokes operator+(Strokes a, const Strokes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Strokes right_by(double x, const Strokes& strokes) {
  return moved(strokes, 1, {x, 0});
}

/// The strokes of each piece.
std::vector<Indices> pieces_of(const Strokes& strokes) {
  std::vector<Indices> pieces;
  for (const Piece& piece : find_characters({strokes}).pieces) pieces.push_back(piece.strokes);
  return pieces;
}

std::vector<Indices> points_of(const Strokes& strokes) {
  std::vector<Indices> points;
  for (const Piece& point : find_characters({strokes}).points) points.push_back(point.strokes);
  return points;
}

using Pieces = std::vector<Indices>;

}  // namespace

TEST_CASE("the two strokes of a 4, a 5 and a 7 are one piece, or two that may be joined") {
  for (const Strokes& digit : {kFour, kFive, kSeven}) CHECK(pieces_of(digit) == Pieces{{0, 1}});
  for (const Drawing& drawing : digit_drawings()) {
    CAPTURE(drawing.label);
    const Writing writing = find_characters(drawing);
    REQUIRE(!writing.pieces.empty());
    CHECK(writing.may_join(0, writing.pieces.size() - 1));
  }
}

TEST_CASE("a 5 may have a long bar") {
  const Stroke bar{{45, 2}, {200, 0}};
  const Writing writing = find_characters({{kFive[0], bar}});
  REQUIRE(writing.pieces.size() == 2);
  CHECK(writing.may_join(0, 1));
  CHECK_FALSE(find_characters({{kFive[0], {{45, 2}, {200, 60}}}}).may_join(0, 1));
}

TEST_CASE("strokes meet as those of a letter, or touch, or do not") {
  const auto contact_of = [](const Stroke& first, const Stroke& second) {
    const Writing writing = find_characters({{first, second}});
    REQUIRE(writing.contacts.size() == 1);
    return writing.contacts[0];
  };
  const Stroke arch{{0, 60}, {20, 40}, {40, 60}, {40, 100}}, bar{{0, 0}, {60, 0}};
  CHECK(contact_of(kOne, arch) == Contact::kMeeting);
  CHECK(contact_of(arch, kOne) == Contact::kTouching);
  CHECK(contact_of(kOne, bar) == Contact::kMeeting);
  CHECK(contact_of(bar, kOne) == Contact::kMeeting);
  CHECK(contact_of(kOne, {{3, 60}, {20, 40}, {40, 100}}) == Contact::kTouching);
  CHECK(contact_of(kOne, {{20, 0}, {20, 100}}) == Contact::kNone);
}

TEST_CASE("digits side by side are pieces from left to right, in whatever order they were drawn") {
  CHECK(pieces_of(kFour + right_by(90, kFive)) == Pieces{{0, 1}, {2, 3}});
  CHECK(pieces_of(right_by(90, kFive) + kFour) == Pieces{{2, 3}, {0, 1}});
  CHECK(pieces_of(Strokes{kOne} + right_by(40, {kOne}) + right_by(80, kSeven)) == Pieces{{0}, {1}, {2, 3}});
  CHECK(pieces_of({kFour[0], kFive[0], kFour[1]}).size() == 1);
  CHECK(pieces_of(Strokes{kFour[0]} + right_by(90, kFive) + Strokes{kFour[1]}) == Pieces{{0, 3}, {1, 2}});
}

TEST_CASE("the size of a piece and of the line are told") {
  const Writing writing = find_characters({kFour + right_by(90, {kOne})});
  REQUIRE(writing.pieces.size() == 2);
  CHECK(writing.height == 100);
  CHECK(writing.line_height == 100);
  CHECK(writing.pieces[0].box.high.x == 70);
  CHECK(writing.pieces[0].box.high.y == 100);
  CHECK(writing.gap(0) == doctest::Approx(0.2));
  const Piece both = writing.joined(0, 1);
  CHECK(both.strokes == Indices{0, 1, 2});
  CHECK(both.box.width() == 90);
}

TEST_CASE("only a few near neighbours may be one character") {
  const auto ones = [](int count, double gap) {
    Strokes strokes;
    for (int i = 0; i < count; ++i) strokes = strokes + right_by(i * gap, {kOne});
    return find_characters({strokes});
  };
  const Writing near = ones(6, 20), far = ones(2, 30);
  CHECK(near.may_join(0, 0));
  CHECK(near.may_join(1, 4));
  CHECK_FALSE(near.may_join(0, 4));
  CHECK_FALSE(far.may_join(0, 1));
  const Writing wide = find_characters({kFour + right_by(80, kFour)});
  CHECK_FALSE(wide.may_join(0, 1));
}

TEST_CASE("a small mark at the foot between two digits is a point, elsewhere a speck") {
  const Strokes two = Strokes{kOne} + right_by(80, {kOne});
  const Stroke dot{{40, 97}}, comma{{40, 92}, {38, 105}};
  for (const Stroke& point : {dot, comma}) {
    CHECK(pieces_of(two + Strokes{point}) == Pieces{{0}, {1}});
    CHECK(points_of(two + Strokes{point}) == Pieces{{2}});
    CHECK(points_of(Strokes{point} + two) == Pieces{{0}});
  }
  for (const Stroke& speck : Strokes{{{40, 3}}, {{40, 40}, {42, 41}}, {{-40, 97}}, {{200, 97}}, {{0, 97}}}) {
    CHECK(pieces_of(two + Strokes{speck}) == Pieces{{0}, {1}});
    CHECK(points_of(two + Strokes{speck}).empty());
  }
  const Stroke bar_of_a_seven{{32, 64}, {48, 66}};
  CHECK(points_of(two + Strokes{bar_of_a_seven}).empty());
  const Stroke bar{{30, 50}, {50, 50}};
  CHECK(pieces_of(two + Strokes{bar}) == Pieces{{0}, {2}, {1}});
}

TEST_CASE("a stroke that the device broke is one piece, one that begins elsewhere another") {
  const Stroke begin{{0, 0}, {30, 50}}, rest{{31, 51}, {70, 100}};
  CHECK(pieces_of({begin, rest}) == Pieces{{0, 1}});
  CHECK(pieces_of({begin, {{40, 51}, {79, 100}}}) == Pieces{{0}, {1}});
  const Stroke reversed(rest.rbegin(), rest.rend());
  CHECK(pieces_of({begin, reversed}) == Pieces{{0}, {1}});
}

TEST_CASE("dots and bars alone, and nothing at all") {
  CHECK(pieces_of({}).empty());
  CHECK(pieces_of({{}, {}}).empty());
  CHECK(pieces_of({{}, {{5, 5}}, {}}) == Pieces{{1}});
  for (const double at : {0.0, 5.0, -1e9})
    CHECK(pieces_of({{{at, at}}, {{at, at}}, {{at, at}, {at, at}}}) == Pieces{{0, 1, 2}});
  CHECK(pieces_of({{{0, 0}}, {{100, 0}}}) == Pieces{{0}, {1}});
  CHECK(pieces_of({{{0, 0}, {100, 0}}, {{0, 30}, {100, 30}}}) == Pieces{{0, 1}});
  for (const Strokes& strokes :
       {Strokes{{{5, 5}}}, Strokes{{{0, 0}}, {{1, 0}}}, Strokes{{{-1e9, -1e9}, {1e9, 1e9}}, {{0, 0}}},
        Strokes{{{1e-320, 0}, {0, 1e-310}}, {{1e-300, 0}}}}) {
    const Writing writing = find_characters({strokes});
    CHECK(writing.height > 0);
    CHECK(std::isfinite(writing.height));
    CHECK(writing.line_height >= 0);
    for (std::size_t i = 0; i + 1 < writing.pieces.size(); ++i) CHECK(std::isfinite(writing.gap(i)));
  }
}

TEST_CASE("a scribble of many strokes falls into pieces that stand apart") {
  Random random(1);
  Strokes scribble;
  for (int i = 0; i < 3000; ++i) {
    const double x = random.uniform(0, 1000);
    scribble.push_back({{x, 0}, {x + 5, 100}});
  }
  std::vector<bool> found(scribble.size());
  for (const Indices& piece : pieces_of(scribble)) {
    CHECK(std::is_sorted(piece.begin(), piece.end()));
    for (const std::size_t stroke : piece) found[stroke] = true;
  }
  CHECK(std::find(found.begin(), found.end(), false) == found.end());
}

TEST_CASE("a part of a drawing is drawn with the same pen") {
  const Drawing drawing{.strokes = kFour + right_by(90, kFive), .label = 45, .pen = 7};
  const Drawing part = strokes_of(drawing, find_characters(drawing).pieces[1]);
  CHECK(part.pen == 7);
  CHECK(part.label == Drawing::kUnknown);
  REQUIRE(part.strokes.size() == 2);
  CHECK(part.strokes[0].size() == kFive[0].size());
  CHECK(part.strokes[0][0].x == 100);
}
