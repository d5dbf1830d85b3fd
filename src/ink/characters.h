#pragma once

#include <cstddef>
#include <vector>

#include "ink/box.h"
#include "ink/strokes.h"

namespace inkling {

/// Strokes that belong to one character, by their place in the drawing, and the box around them.
struct Piece {
  std::vector<std::size_t> strokes;
  Box box;

  void add(const Piece& other);
};

/// Strokes of one letter often meet end to end or begin on one another, digits that touch hardly ever do.
enum class Contact { kNone, kTouching, kMeeting };

/// How a line of writing may fall into characters, from left to right.
struct Writing {
  /// Whatever surely belongs together is one piece: strokes that stand above each other, as the two of most
  /// 4s and 5s. Several neighbours may still be one character; only who reads them can tell.
  std::vector<Piece> pieces;
  /// Small marks at the foot of the line, between two pieces: decimal points.
  std::vector<Piece> points;
  /// Whether pieces i and i + 1 touch.
  std::vector<Contact> contacts;
  /// Of the tallest stroke, and of all together.
  double height = 0, line_height = 0;

  /// Whether pieces first to last, both included, stand near enough to be one character.
  bool may_join(std::size_t first, std::size_t last) const;
  Piece joined(std::size_t first, std::size_t last) const;
  /// How far pieces i and i + 1 are apart, in heights; below 0 where they overlap.
  double gap(std::size_t i) const;
};

/// Specks are left out. Any unit; nothing drawn gives no pieces.
Writing find_characters(const Drawing& drawing);

/// A part of a drawing.
Drawing strokes_of(const Drawing& drawing, const Piece& piece);

}  // namespace inkling
