#include "ink/rulings.h"

#include <algorithm>
#include <cmath>

#include "ink/components.h"

namespace inkling {

namespace {

/// Lines are thinner than this part of the picture.
constexpr std::size_t kThinnest = 4, kThin = 60;
/// So much of a line's way through the picture is there, and so much of it is seen at once; where it cuts a
/// corner, its way is so long at least, as a part of the picture.
constexpr double kThrough = 0.3, kSeen = 0.12, kShortest = 0.1;
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

using Ruling = std::vector<Run>;
using Rulings = std::vector<Ruling>;

/// A straight line: its height in the middle column, and by how much it falls from column to column.
struct Course {
  double middle = 0, slope = 0;
};

/// How many have a run at a height, by the height in the middle column, from `top` on: a line askew may leave
/// the picture before.
struct Profile {
  double slope = 0, top = 0, clearness = 0;
  std::vector<double> columns;
};

/// The slope along which runs lie on the fewest lines: "Detection of linear oblique structures and skew scan
/// in digitized documents" (Postl, 1986).
Profile clearest_profile(const std::vector<std::vector<Run>>& columns, std::size_t height) {
  Profile best;
  const double middle = static_cast<double>(columns.size()) / 2;
  const double beyond = std::ceil(kSteepest * middle);
  for (int i = -kSlopes; i <= kSlopes; ++i) {
    Profile profile{kSteepest * i / kSlopes, -beyond, 0, {}};
    profile.columns.resize(height + 2 * static_cast<std::size_t>(beyond) + 1);
    for (const auto& runs : columns)
      for (const Run& run : runs) {
        const double y = run.middle() - profile.slope * (static_cast<double>(run.x) - middle);
        ++profile.columns[static_cast<std::size_t>(y + beyond)];
      }
    for (const double count : profile.columns) profile.clearness += count * count;
    if (profile.clearness > best.clearness) best = std::move(profile);
  }
  return best;
}

/// In how many columns a line is inside the picture.
double length_inside(const Course& course, std::size_t width, std::size_t height) {
  double inside = 0;
  for (std::size_t x = 0; x < width; ++x) {
    const double y = course.middle + course.slope * (static_cast<double>(x) - static_cast<double>(width) / 2);
    inside += y >= 0 && y < static_cast<double>(height);
  }
  return inside;
}

/// The runs of one line that are no longer than `thickest`, from the middle column to both sides as far as it
/// goes.
Ruling follow(const std::vector<std::vector<Run>>& columns, const Course& course, std::size_t thickest) {
  Ruling line;
  const double reach = kThinnest;
  const auto middle = std::ssize(columns) / 2;
  for (const int way : {1, -1}) {
    double y = course.middle;
    for (auto x = way > 0 ? middle : middle - 1; x >= 0 && x < std::ssize(columns);
         x += way, y += way * course.slope) {
      const Run* nearest = nullptr;
      const auto& runs = columns[static_cast<std::size_t>(x)];
      const auto lies_above = [](const Run& run, double place) { return run.middle() < place; };
      for (auto run = std::lower_bound(runs.begin(), runs.end(), y - reach, lies_above);
           run != runs.end() && run->middle() <= y + reach; ++run)
        if (run->length <= thickest &&
            (!nearest || std::fabs(run->middle() - y) < std::fabs(nearest->middle() - y)))
          nearest = &*run;
      if (!nearest) continue;
      line.push_back(*nearest);
      y += (nearest->middle() - y) / 4;
    }
  }
  return line;
}

std::size_t thickness(Ruling line) {
  const auto middle = line.begin() + std::ssize(line) / 2;
  std::nth_element(line.begin(), middle, line.end(),
                   [](const Run& a, const Run& b) { return a.length < b.length; });
  return middle->length;
}

/// A line is no thicker where writing does not cross it.
std::size_t thickest(const Ruling& line) {
  return thickness(line) * 3 / 2 + 1;
}

/// All lines that are nearly level.
Rulings level_lines(const Mask& mask) {
  const auto columns = thin_runs(mask);
  const Profile profile = clearest_profile(columns, mask.height);
  Rulings lines;
  for (std::size_t i = 1; i + 1 < profile.columns.size(); ++i) {
    const double before = profile.columns[i - 1], here = profile.columns[i], after = profile.columns[i + 1];
    if (here < before || here <= after) continue;
    const Course course{profile.top + static_cast<double>(i) + 0.5, profile.slope};
    const double inside = length_inside(course, mask.width, mask.height);
    if (inside < kShortest * static_cast<double>(mask.width) || before + here + after < kSeen * inside)
      continue;
    const Ruling seen = follow(columns, course, mask.height);
    if (seen.empty()) continue;
    Ruling line = follow(columns, course, thickest(seen));
    if (static_cast<double>(line.size()) > kThrough * inside) lines.push_back(std::move(line));
  }
  return lines;
}

void erase(Mask& mask, const Ruling& line) {
  for (const auto& [x, top, length] : line)
    for (std::size_t y = top; y < top + length; ++y) mask.ink[y * mask.width + x] = 0;
}

Mask transposed(const Mask& mask) {
  Mask turned(mask.height, mask.width);
  for (std::size_t y = 0; y < mask.height; ++y)
    for (std::size_t x = 0; x < mask.width; ++x)
      turned.ink[x * mask.height + y] = mask.ink[y * mask.width + x];
  return turned;
}

Mask without(Mask mask, const Rulings& level, const Rulings& upright) {
  for (const Ruling& line : level) erase(mask, line);
  Mask turned = transposed(mask);
  for (const Ruling& line : upright) erase(turned, line);
  return transposed(turned);
}

}  // namespace

void remove_rulings(Mask& mask) {
  Rulings level = level_lines(mask), upright = level_lines(transposed(mask));
  if (level.empty() && upright.empty()) return;
  Mask rest = without(mask, level, upright);
  const Components writing = find_components(rest);
  const bool are_many = level.size() + upright.size() >= kMany;
  const auto is_drawn = [&](const Ruling& line) {
    return writing.components.empty() ? !are_many
                                      : static_cast<double>(thickness(line)) >= kThinnerThanPen * writing.pen;
  };
  std::erase_if(level, is_drawn);
  std::erase_if(upright, is_drawn);
  mask = without(mask, level, upright);
}

}  // namespace inkling
