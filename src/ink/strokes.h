#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace inkling {

/// What is read of a stroke file, and of one of its lines.
inline constexpr std::size_t kMaxDrawings = 100'000, kMaxPointsOfFile = 4'000'000;
inline constexpr std::size_t kLongestLine = std::size_t{4} << 20;

/// A place the pen touched: x to the right, y downwards, in any unit.
struct Point {
  double x, y;
};

/// What the pen drew between touching down and lifting.
using Stroke = std::vector<Point>;

struct Drawing {
  static constexpr int kUnknown = -1, kNothing = -2;  ///< shows nobody knows what; shows none of the classes

  /// What is read; a line of a thousand characters has some ten thousand points.
  static constexpr std::size_t kMaxStrokes = 10'000, kMaxPoints = 100'000;

  std::vector<Stroke> strokes;
  int label = kUnknown;  ///< class index, kUnknown or kNothing
  double pen = 0;  ///< width of the line the writer saw, in the unit of the strokes; 0 where it is not known
};

/// The drawing turned clockwise about the origin.
Drawing turned(const Drawing& drawing, double degrees);

/// Reads `{"strokes":[[x0,y0,x1,y1,...],...],"label":7,"pen":12}`; `label` and `pen` may be missing, a label
/// null says that the drawing shows none of the classes, and other keys are ignored. Every value is checked:
/// what is wrong is thrown as an Error under `where`.
Drawing read_drawing(const Json& json, std::string_view where = "strokes");

/// Reads a line of a stroke file.
Drawing read_drawing(std::string_view line, std::string_view where);

/// Reads a stroke file's text, one drawing a line; empty lines are skipped. Errors name the line, counted
/// from 1: `[strokes] line 12: label must be an integer from 0 to 65535, got "a"`.
std::vector<Drawing> read_drawings(std::string_view text, std::string_view where = "strokes");

}  // namespace inkling
