#include "ink/characters.h"

#include <algorithm>
#include <cmath>

namespace inkling {

namespace {

// Lengths are in heights of the writing.
/// Smaller marks are no part of a character: a point where one may stand, else a speck.
constexpr double kMark = 0.08, kLargestPoint = 0.2;
/// A stroke upright or nearly so counts as this wide.
constexpr double kNarrowest = 0.14;
/// Strokes that share so much of the narrower one's width stand above each other.
constexpr double kAbove = 0.7;
constexpr double kLost = 0.06, kTouch = 0.04;
/// So many pairs of points of one drawing are compared to see where strokes touch.
constexpr std::size_t kMaxPairs = 20'000'000, kPairsOfStrokes = 8;
constexpr double kLargestGap = 0.22, kWidestCharacter = 1.5;
/// The bar of a 5 is flat and may be long.
constexpr double kFlat = 0.3, kWidestBarred = 2.6;
constexpr std::size_t kMaxPieces = 4;
constexpr double kSmallestHeight = 1e-9;
/// A point stands so far down in the line.
constexpr double kFoot = 0.7;

struct Span {
  double low, high;

  explicit Span(const Box& box, double height) : low(box.low.x), high(box.high.x) {
    const double lacking = kNarrowest * height - (high - low);
    if (lacking > 0) low -= lacking / 2, high += lacking / 2;
  }
  double width() const { return high - low; }
};

bool stand_above(const Box& a, const Box& b, double height) {
  const Span first(a, height), second(b, height);
  const double shared = std::min(first.high, second.high) - std::max(first.low, second.low);
  return shared > kAbove * std::min(first.width(), second.width());
}

bool is_left_of(const Piece& a, const Piece& b) {
  return a.box.middle().x < b.box.middle().x;
}

/// Whether the pen went on where it had just left: the device lost it in between.
bool goes_on(const Drawing& drawing, std::size_t stroke, std::size_t next, double height) {
  if (stroke + 1 != next) return false;
  const Point end = drawing.strokes[stroke].back(), start = drawing.strokes[next].front();
  const double x = start.x - end.x, y = start.y - end.y;
  return std::sqrt(x * x + y * y) < kLost * height;
}

double distance(Point point, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double along = length > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length : 0;
  const double t = std::clamp(along, 0.0, 1.0), x = point.x - a.x - t * dx, y = point.y - a.y - t * dy;
  return std::sqrt(x * x + y * y);
}

bool lies_on(Point point, const Stroke& line, double reach) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if (distance(point, line[i > 0 ? i - 1 : 0], line[i]) <= reach) return true;
  return false;
}

/// Whether a point of one comes so near to a line of the other.
bool touches(const Stroke& points, const Stroke& line, double reach) {
  return std::any_of(points.begin(), points.end(), [&](Point point) { return lies_on(point, line, reach); });
}

/// Whether strokes meet as those of one letter do: end to end, or where the later one began.
bool meet(const Stroke& earlier, const Stroke& later, double reach) {
  for (const Point end : {earlier.front(), earlier.back()})
    for (const Point other : {later.front(), later.back()})
      if (distance(end, other, other) <= reach) return true;
  return lies_on(later.front(), earlier, reach / 2);
}

/// `pairs` are those that may still be compared.
Contact contact_of(const Drawing& drawing, const Piece& a, const Piece& b, double reach, std::size_t& pairs) {
  Contact contact = Contact::kNone;
  if (b.box.low.x - a.box.high.x > reach) return contact;
  for (const std::size_t i : a.strokes)
    for (const std::size_t j : b.strokes) {
      const Stroke &first = drawing.strokes[i], &second = drawing.strokes[j];
      const std::size_t cost = first.size() * second.size() + kPairsOfStrokes;
      if (cost > pairs) continue;
      pairs -= cost;
      if (i < j ? meet(first, second, reach) : meet(second, first, reach)) return Contact::kMeeting;
      if (touches(first, second, reach) || touches(second, first, reach)) contact = Contact::kTouching;
    }
  return contact;
}

/// Puts strokes, in their order, that surely belong together into one piece.
std::vector<Piece> gathered(const Drawing& drawing, const std::vector<Piece>& strokes, double height) {
  std::vector<Piece> pieces;
  for (Piece piece : strokes) {
    const std::size_t stroke = piece.strokes.front();
    const auto belongs = [&](const Piece& other) {
      return stand_above(piece.box, other.box, height) ||
             goes_on(drawing, other.strokes.back(), stroke, height);
    };
    for (auto found = pieces.begin();
         (found = std::find_if(pieces.begin(), pieces.end(), belongs)) != pieces.end();) {
      piece.add(*found);
      pieces.erase(found);
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace

void Piece::add(const Piece& other) {
  const auto own = std::ssize(strokes);
  strokes.insert(strokes.end(), other.strokes.begin(), other.strokes.end());
  std::inplace_merge(strokes.begin(), strokes.begin() + own, strokes.end());
  box.add(other.box);
}

double Writing::gap(std::size_t i) const {
  return (pieces[i + 1].box.low.x - pieces[i].box.high.x) / height;
}

bool Writing::may_join(std::size_t first, std::size_t last) const {
  if (last - first >= kMaxPieces) return false;
  for (std::size_t i = first; i < last; ++i)
    if (gap(i) > kLargestGap) return false;
  const Box box = joined(first, last).box;
  const bool barred = pieces[last].box.height() < kFlat * height;
  return first == last ||
         box.width() < (barred ? kWidestBarred : kWidestCharacter) * std::max(height, box.height());
}

Piece Writing::joined(std::size_t first, std::size_t last) const {
  Piece piece = pieces[first];
  for (std::size_t i = first + 1; i <= last; ++i) piece.add(pieces[i]);
  return piece;
}

Writing find_characters(const Drawing& drawing) {
  Writing writing;
  double largest = 0;
  Box line;
  for (const Stroke& stroke : drawing.strokes) {
    const Box box = bounds(stroke);
    if (box.empty()) continue;
    line.add(box);
    largest = std::max(largest, box.side());
    writing.height = std::max(writing.height, box.height());
  }
  writing.line_height = std::max(line.height(), 0.0);
  // A line all of bars lies flat, and one of dots has no height but the pen's.
  writing.height = std::max({writing.height, largest / 3, drawing.pen, kSmallestHeight});

  std::vector<Piece> marks;
  for (std::size_t i = 0; i < drawing.strokes.size(); ++i) {
    const Box box = bounds(drawing.strokes[i]);
    if (box.empty()) continue;
    const bool at_foot = box.middle().y > line.low.y + kFoot * line.height();
    const bool mark = box.side() < (at_foot ? kLargestPoint : kMark) * writing.height;
    (mark ? marks : writing.pieces).push_back({{i}, box});
  }
  if (writing.pieces.empty()) std::swap(writing.pieces, marks);
  writing.pieces = gathered(drawing, writing.pieces, writing.height);
  std::sort(writing.pieces.begin(), writing.pieces.end(), is_left_of);

  std::size_t pairs = kMaxPairs;
  for (std::size_t i = 1; i < writing.pieces.size(); ++i)
    writing.contacts.push_back(
        contact_of(drawing, writing.pieces[i - 1], writing.pieces[i], kTouch * writing.height, pairs));

  for (const Piece& mark : marks) {
    const double x = mark.box.middle().x;
    const auto above = std::find_if(writing.pieces.begin(), writing.pieces.end(), [x](const Piece& piece) {
      return piece.box.low.x <= x && x <= piece.box.high.x;
    });
    const bool at_foot = mark.box.middle().y > line.low.y + kFoot * line.height();
    const bool between = at_foot && above == writing.pieces.end() && x > writing.pieces.front().box.high.x &&
                         x < writing.pieces.back().box.low.x;
    if (between)
      writing.points.push_back(mark);
    else if (mark.box.side() >= kMark * largest && above != writing.pieces.end())
      above->add(mark);
  }
  std::sort(writing.points.begin(), writing.points.end(), is_left_of);
  return writing;
}

Drawing strokes_of(const Drawing& drawing, const Piece& piece) {
  Drawing part{.pen = drawing.pen};
  for (const std::size_t i : piece.strokes) part.strokes.push_back(drawing.strokes[i]);
  return part;
}

}  // namespace inkling
