#include "ink/strokes.h"

#include <string>

#include "base/error.h"
#include "base/math.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr double kMaxCoordinate = 1e9;
constexpr int kMaxLabel = 65535;

/// The value as it was written, cut short where it is long.
std::string shown(const Json& json) {
  if (json.is_structured()) return "an " + std::string(json.type_name());
  return shortened(json.dump(-1, ' ', true, Json::error_handler_t::replace));
}

bool is_within(const Json& json, double low, double high) {
  if (!json.is_number()) return false;
  const double value = json.get<double>();
  return value >= low && value <= high;
}

Stroke read_stroke(const Json& json, std::string_view where, const std::string& name) {
  if (!json.is_array()) fail(where, "{} must be a list [x0,y0,x1,y1,...], got {}", name, shown(json));
  if (json.size() % 2 != 0)
    fail(where, "{} has an odd number of coordinates, {}: the last x has no y", name, json.size());
  Stroke stroke;
  stroke.reserve(json.size() / 2);
  const auto coordinate = [&](std::size_t i) {
    if (!is_within(json[i], -kMaxCoordinate, kMaxCoordinate))
      fail(where, "{}[{}] must be a number from -1e9 to 1e9, got {}", name, i, shown(json[i]));
    return json[i].get<double>();
  };
  for (std::size_t i = 0; i < json.size(); i += 2) stroke.push_back({coordinate(i), coordinate(i + 1)});
  return stroke;
}

}  // namespace

Drawing turned(const Drawing& drawing, double degrees) {
  const double angle = degrees * (math::kPi / 180), sine = math::sin(angle), cosine = math::cos(angle);
  Drawing other = drawing;
  for (Stroke& stroke : other.strokes)
    for (Point& point : stroke)
      point = {point.x * cosine - point.y * sine, point.x * sine + point.y * cosine};
  return other;
}

Drawing read_drawing(const Json& json, std::string_view where) {
  if (!json.is_object()) fail(where, "a drawing must be an object, got {}", shown(json));
  const auto strokes = json.find("strokes");
  if (strokes == json.end() || !strokes->is_array()) fail(where, "a drawing must have a list named strokes");
  if (strokes->size() > Drawing::kMaxStrokes)
    fail(where, "a drawing may have {} strokes, got {}", Drawing::kMaxStrokes, strokes->size());

  Drawing drawing;
  std::size_t points = 0;
  for (const Json& stroke : *strokes) {
    points += stroke.size() / 2;
    if (points > Drawing::kMaxPoints)
      fail(where, "a drawing may have {} points, got more", Drawing::kMaxPoints);
    drawing.strokes.push_back(
        read_stroke(stroke, where, "strokes[" + std::to_string(drawing.strokes.size()) + "]"));
  }
  if (const auto label = json.find("label"); label != json.end()) {
    if (label->is_null())
      drawing.label = Drawing::kNothing;
    else if (!label->is_number_integer() || !is_within(*label, 0, kMaxLabel))
      fail(where, "label must be an integer from 0 to 65535, got {}", shown(*label));
    else
      drawing.label = label->get<int>();
  }
  if (const auto pen = json.find("pen"); pen != json.end()) {
    if (!is_within(*pen, 0, kMaxCoordinate))
      fail(where, "pen must be a width from 0 to 1e9, got {}", shown(*pen));
    drawing.pen = pen->get<double>();
  }
  return drawing;
}

Drawing read_drawing(std::string_view line, std::string_view where) {
  if (line.size() > kLongestLine) fail(where, "is longer than {} MiB", kLongestLine >> 20);
  return read_drawing(parse_json(where, line), where);
}

std::vector<Drawing> read_drawings(std::string_view text, std::string_view where) {
  std::vector<Drawing> drawings;
  std::size_t points = 0;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (drawings.size() == kMaxDrawings)
      fail(where, "line {}: a stroke file may have {} drawings", number, kMaxDrawings);
    try {
      drawings.push_back(read_drawing(line, where));
    } catch (const Error& error) {
      fail(where, "line {}: {}", number, error.message());
    }
    for (const Stroke& stroke : drawings.back().strokes) points += stroke.size();
    if (points > kMaxPointsOfFile)
      fail(where, "line {}: a stroke file may have {} points", number, kMaxPointsOfFile);
  }
  return drawings;
}

}  // namespace inkling
