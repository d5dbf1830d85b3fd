#include "ink/cuts.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>

#include "ink/box.h"

namespace inkling {

namespace {

// Lengths are in row heights.
/// What is narrower is one character; what is wider is not writing.
constexpr double kNarrowestRow = 0.6, kWidestRow = 12;
/// What has more pixels, in widths and heights of its box, is a filled shape and no skeleton.
constexpr double kMaxInk = 12;
/// How far cuts keep from both ends and from each other, and how tall the parts must be.
constexpr double kApart = 0.12, kTall = 0.4;
/// Cuts are searched for on a grid with this many rows.
constexpr int kRows = 48;
/// What a cut costs for each stroke that it enters, each cell along which it follows one, and each step
/// aside; and the most that it may cost.
constexpr double kEntering = 1, kFollowing = 0.02, kAside = 0.01, kMaxCost = 2.4;

/// Its column in each row of a grid.
using Cut = std::vector<int>;

using Pixels = std::vector<std::size_t>;

Point point_of(std::size_t pixel, std::size_t mask_width) {
  return {static_cast<double>(pixel % mask_width), static_cast<double>(pixel / mask_width)};
}

/// The graph of a skeleton: its pixels, called by their index in it, and their neighbours.
class Skeleton {
 public:
  Skeleton(Pixels pixels, std::size_t mask_width) : pixels_(std::move(pixels)), mask_width_(mask_width) {
    std::sort(pixels_.begin(), pixels_.end());
    for (const std::size_t at : pixels_) {
      const std::size_t above = at - mask_width, below = at + mask_width;
      for (const std::size_t next :
           {above - 1, above, above + 1, at - 1, at + 1, below - 1, below, below + 1}) {
        const auto found = std::lower_bound(pixels_.begin(), pixels_.end(), next);
        if (found != pixels_.end() && *found == next)
          neighbours_.push_back(static_cast<std::size_t>(found - pixels_.begin()));
      }
      begins_.push_back(std::ssize(neighbours_));
    }
  }

  std::size_t size() const { return pixels_.size(); }
  std::size_t pixel(std::size_t place) const { return pixels_[place]; }
  Point point(std::size_t place) const { return point_of(pixels_[place], mask_width_); }

  template <typename Visit>
  void visit_neighbours(std::size_t place, const Visit& visit) const {
    std::for_each(neighbours_.begin() + begins_[place], neighbours_.begin() + begins_[place + 1], visit);
  }

 private:
  Pixels pixels_;
  std::size_t mask_width_;
  /// The neighbours of all places, one after the other, and where those of each begin.
  std::vector<std::size_t> neighbours_;
  std::vector<std::ptrdiff_t> begins_{0};
};

Box box_of(const Skeleton& skeleton, const std::vector<std::size_t>& places) {
  Box box;
  for (const std::size_t place : places) box.add(skeleton.point(place));
  return box;
}

/// Which cells the skeleton covers. It is two cells wide, so that no cut slips through diagonally.
class Grid {
 public:
  Grid(const Skeleton& skeleton, const Box& box, double cell) : low_(box.low), cell_(cell) {
    width = static_cast<int>(box.width() / cell) + 4;
    height = static_cast<int>(box.height() / cell) + 1;
    ink_.resize(static_cast<std::size_t>(width * height));
    for (std::size_t place = 0; place < skeleton.size(); ++place)
      ink_[index(column(skeleton.point(place)), row(skeleton.point(place)))] = 1;
    for (std::size_t i = ink_.size(); --i > 0;) ink_[i] |= ink_[i - 1];
  }

  int width, height;

  std::size_t index(int x, int y) const { return static_cast<std::size_t>(y * width + x); }
  bool ink(int x, int y) const { return ink_[index(x, y)]; }
  int column(Point point) const { return static_cast<int>((point.x - low_.x) / cell_) + 1; }
  int row(Point point) const { return static_cast<int>((point.y - low_.y) / cell_); }

 private:
  Point low_;
  double cell_;
  std::vector<std::uint8_t> ink_;
};

/// The cheapest paths from the first row to each cell, by dynamic programming: their costs, and from which
/// column of the row before they come.
struct CheapestPaths {
  std::vector<double> costs;
  std::vector<int> from;

  CheapestPaths(const Grid& grid, int first_row, int step)
      : costs(static_cast<std::size_t>(grid.width * grid.height), std::numeric_limits<double>::infinity()),
        from(costs.size()) {
    for (int x = 0; x < grid.width; ++x) costs[grid.index(x, first_row)] = grid.ink(x, first_row) * kEntering;
    for (int i = 1, y = first_row + step; i < grid.height; ++i, y += step)
      for (int x = 0; x < grid.width; ++x)
        for (int before = std::max(x - 1, 0); before <= std::min(x + 1, grid.width - 1); ++before) {
          double cost = costs[grid.index(before, y - step)] + (before != x ? kAside : 0);
          if (grid.ink(x, y)) cost += grid.ink(before, y - step) ? kFollowing : kEntering;
          if (cost >= costs[grid.index(x, y)]) continue;
          costs[grid.index(x, y)] = cost;
          from[grid.index(x, y)] = before;
        }
  }
};

/// The cheapest cuts that keep apart. No two pass the middle row at the same place.
std::vector<Cut> find_cuts(const Grid& grid) {
  const CheapestPaths down(grid, 0, 1), up(grid, grid.height - 1, -1);
  const int middle = grid.height / 2, apart = static_cast<int>(kApart * kRows);
  std::vector<std::pair<double, int>> places;
  for (int x = apart; x <= grid.width - apart; ++x) {
    const std::size_t at = grid.index(x, middle);
    const double entered_twice = grid.ink(x, middle) ? kEntering : 0;
    const double cost = down.costs[at] + up.costs[at] - entered_twice;
    if (cost <= kMaxCost) places.emplace_back(cost, x);
  }
  std::sort(places.begin(), places.end());
  std::vector<int> taken;
  std::vector<Cut> cuts;
  for (const auto& [cost, place] : places) {
    if (std::any_of(taken.begin(), taken.end(),
                    [&, x = place](int other) { return std::abs(other - x) < apart; }))
      continue;
    taken.push_back(place);
    Cut cut(static_cast<std::size_t>(grid.height), place);
    for (int y = middle; y > 0; --y) cut[y - 1] = down.from[grid.index(cut[y], y)];
    for (int y = middle; y + 1 < grid.height; ++y) cut[y + 1] = up.from[grid.index(cut[y], y)];
    cuts.push_back(std::move(cut));
  }
  return cuts;
}

/// The connected groups of pixels on each side.
std::vector<std::vector<std::size_t>> groups_of(const Skeleton& skeleton,
                                                const std::vector<std::ptrdiff_t>& sides) {
  std::vector<std::vector<std::size_t>> groups;
  std::vector<bool> seen(skeleton.size());
  for (std::size_t first = 0; first < skeleton.size(); ++first) {
    if (seen[first]) continue;
    seen[first] = true;
    std::vector<std::size_t> group{first};
    for (std::size_t i = 0; i < group.size(); ++i)
      skeleton.visit_neighbours(group[i], [&](std::size_t other) {
        if (seen[other] || sides[other] != sides[first]) return;
        seen[other] = true;
        group.push_back(other);
      });
    groups.push_back(std::move(group));
  }
  return groups;
}

/// The parts between cuts. What is not tall goes to the other side with which it is connected.
std::vector<std::vector<std::size_t>> parts_of(const Skeleton& skeleton, const Grid& grid,
                                               const std::vector<Cut>& cuts, double tall) {
  std::vector<std::ptrdiff_t> sides;
  for (std::size_t place = 0; place < skeleton.size(); ++place) {
    const Point point = skeleton.point(place);
    sides.push_back(std::count_if(cuts.begin(), cuts.end(), [&](const Cut& cut) {
      return grid.column(point) > cut[static_cast<std::size_t>(grid.row(point))];
    }));
  }
  for (;;) {
    const auto groups = groups_of(skeleton, sides);
    const auto low = std::find_if(groups.begin(), groups.end(),
                                  [&](const auto& group) { return box_of(skeleton, group).height() < tall; });
    if (low == groups.end()) return groups;
    const std::ptrdiff_t own = sides[low->front()];
    std::ptrdiff_t other_side = own;
    for (const std::size_t place : *low)
      skeleton.visit_neighbours(place, [&](std::size_t other) {
        if (sides[other] != own) other_side = sides[other];
      });
    if (other_side == own) return groups;
    for (const std::size_t place : *low) sides[place] = other_side;
  }
}

}  // namespace

std::vector<Pixels> cut_apart(const Pixels& pixels, std::size_t mask_width, double row_height) {
  Box box;
  for (const std::size_t at : pixels) box.add(point_of(at, mask_width));
  const auto length = static_cast<double>(pixels.size());
  if (pixels.empty() || box.width() <= kNarrowestRow * row_height || box.width() > kWidestRow * row_height ||
      length > kMaxInk * (box.width() + box.height()))
    return {pixels};
  const Skeleton skeleton(pixels, mask_width);
  const Grid grid(skeleton, box, row_height / kRows);
  std::vector<Cut> cuts;
  std::vector<Pixels> parts{{}};
  for (Cut& cut : find_cuts(grid)) {
    cuts.push_back(std::move(cut));
    auto more = parts_of(skeleton, grid, cuts, kTall * row_height);
    if (more.size() > parts.size())
      parts = std::move(more);
    else
      cuts.pop_back();
  }
  if (cuts.empty()) return {pixels};
  for (Pixels& part : parts)
    for (std::size_t& place : part) place = skeleton.pixel(place);
  return parts;
}

}  // namespace inkling
