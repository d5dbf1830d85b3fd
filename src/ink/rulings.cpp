#include "ink/rulings.h"

#include <algorithm>
#include <cmath>

#include "ink/blots.h"

namespace inkling {

namespace {

/// Lines are thinner than this part of the picture, run through this part of it, and are seen by this part.
constexpr std::size_t kThinnest = 4, kThin = 60;
constexpr double kThrough = 0.5, kSeen = 0.25;
/// As steep as lines may be on a picture held askew, and how many slopes are tried to each side.
constexpr double kSteepest = 0.08;
constexpr int kSlopes = 60;
/// Beside writing with a thicker pen than this a line is ruled; so are many lines beside nothing.
constexpr double kThinnerThanPen = 0.7;
constexpr std::size_t kMany = 3;

/// Ink in one column, between paper above and below.
struct Run {
  std::size_t x, top, length;

  double middle() const { return static_cast<double>(top) + static_cast<double>(length) / 2; }
};

/// One list for each column.
std::vector<std::vector<Run>> thin_runs(const Mask& mask) {
  const std::size_t thin = std::max(kThinnest, std::max(mask.width, mask.height) / kThin);
  std::vector<std::vector<Run>> columns(mask.width);
  std::vector<std::size_t> lengths(mask.width, 0);
  for (std::size_t y = 0; y < mask.height; ++y)
    for (std::size_t x = 0; x < mask.width; ++x) {
      std::size_t& length = lengths[x];
      if (mask.ink[y * mask.width + x]) {
        ++length;
      } else if (length > 0) {
        if (length <= thin) columns[x].push_back({x, y - length, length});
        length = 0;
      }
    }
  return columns;
}

using Line = std::vector<Run>;
using Lines = std::vector<Line>;

struct Profile {
  double slope = 0, clearness = 0;
  std::vector<double> columns;  ///< how many have a run at a height, by the height in the middle column
};

/// The slope along which runs lie on the fewest lines: "Detection of linear oblique structures and skew scan
/// in digitized documents" (Postl, 1986).
Profile clearest_profile(const std::vector<std::vector<Run>>& columns, std::size_t height) {
  Profile best;
  const double middle = static_cast<double>(columns.size()) / 2;
  for (int i = -kSlopes; i <= kSlopes; ++i) {
    Profile profile{kSteepest * i / kSlopes, 0, std::vector<double>(height, 0)};
    for (const auto& runs : columns)
      for (const Run& run : runs) {
        const double y = run.middle() - profile.slope * (static_cast<double>(run.x) - middle);
        if (y >= 0 && y < static_cast<double>(height)) ++profile.columns[static_cast<std::size_t>(y)];
      }
    for (const double count : profile.columns) profile.clearness += count * count;
    if (profile.clearness > best.clearness) best = std::move(profile);
  }
  return best;
}

/// The runs of one line, from its height in the middle column to both sides as far as it goes.
Line follow(const std::vector<std::vector<Run>>& columns, double start, double slope) {
  Line line;
  const double reach = kThinnest;
  const auto middle = std::ssize(columns) / 2;
  for (const int way : {1, -1}) {
    double y = start;
    for (auto x = way > 0 ? middle : middle - 1; x >= 0 && x < std::ssize(columns);
         x += way, y += way * slope) {
      const Run* nearest = nullptr;
      for (const Run& run : columns[static_cast<std::size_t>(x)])
        if (!nearest || std::fabs(run.middle() - y) < std::fabs(nearest->middle() - y)) nearest = &run;
      if (!nearest || std::fabs(nearest->middle() - y) > reach) continue;
      line.push_back(*nearest);
      y += (nearest->middle() - y) / 4;
    }
  }
  return line;
}

std::size_t thickness(Line line) {
  const auto middle = line.begin() + std::ssize(line) / 2;
  std::nth_element(line.begin(), middle, line.end(),
                   [](const Run& a, const Run& b) { return a.length < b.length; });
  return middle->length;
}

/// All lines that are nearly level.
Lines level_lines(const Mask& mask) {
  const auto columns = thin_runs(mask);
  const double width = static_cast<double>(mask.width);
  const Profile profile = clearest_profile(columns, mask.height);
  Lines lines;
  for (std::size_t y = 1; y + 1 < profile.columns.size(); ++y) {
    const double here = profile.columns[y];
    if (here < kSeen * width || here < profile.columns[y - 1] || here <= profile.columns[y + 1]) continue;
    Line line = follow(columns, static_cast<double>(y), profile.slope);
    if (static_cast<double>(line.size()) > kThrough * width) lines.push_back(std::move(line));
  }
  return lines;
}

/// A line is no thicker where writing does not cross it.
void erase(Mask& mask, const Line& line) {
  const std::size_t thickest = thickness(line) * 3 / 2 + 1;
  for (const auto& [x, top, length] : line)
    if (length <= thickest)
      for (std::size_t y = top; y < top + length; ++y) mask.ink[y * mask.width + x] = 0;
}

Mask transposed(const Mask& mask) {
  Mask turned(mask.height, mask.width);
  for (std::size_t y = 0; y < mask.height; ++y)
    for (std::size_t x = 0; x < mask.width; ++x)
      turned.ink[x * mask.height + y] = mask.ink[y * mask.width + x];
  return turned;
}

Mask without(Mask mask, const Lines& level, const Lines& upright) {
  for (const Line& line : level) erase(mask, line);
  Mask turned = transposed(mask);
  for (const Line& line : upright) erase(turned, line);
  return transposed(turned);
}

}  // namespace

void remove_rulings(Mask& mask) {
  Lines level = level_lines(mask), upright = level_lines(transposed(mask));
  if (level.empty() && upright.empty()) return;
  Mask rest = without(mask, level, upright);
  const Blots writing = find_blots(rest);
  const bool are_many = level.size() + upright.size() >= kMany;
  const auto is_drawn = [&](const Line& line) {
    return writing.blots.empty() ? !are_many
                                 : static_cast<double>(thickness(line)) >= kThinnerThanPen * writing.pen;
  };
  std::erase_if(level, is_drawn);
  std::erase_if(upright, is_drawn);
  mask = without(mask, level, upright);
}

}  // namespace inkling
