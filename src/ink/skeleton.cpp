#include "ink/skeleton.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace inkling {

namespace {

/// A pixel lies deep in the ink where there is no paper within this many stroke widths.
constexpr double kDeep = 0.7;

/// The eight neighbours, clockwise from the one above.
std::array<std::size_t, 8> neighbours(std::size_t at, std::size_t width) {
  return {at - width, at - width + 1, at + 1, at + width + 1,
          at + width, at + width - 1, at - 1, at - width - 1};
}

/// Zhang and Suen's thinning: one half of a round removes pixels at the right and the foot of the ink, the
/// other at the left and the top, where that leaves the ink connected and no stroke shorter. "A fast parallel
/// algorithm for thinning digital patterns" (Zhang and Suen, 1984, https://doi.org/10.1145/357994.358023).
bool is_removable(const Mask& mask, std::size_t at, bool second_half) {
  std::array<int, 8> p;
  const auto around = neighbours(at, mask.width);
  std::transform(around.begin(), around.end(), p.begin(), [&](std::size_t i) { return mask.ink[i]; });
  int ink = 0, begins = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    ink += p[i];
    begins += !p[i] && p[(i + 1) % 8];
  }
  const auto [north, east, south, west] = std::array{p[0], p[2], p[4], p[6]};
  return ink >= 2 && ink <= 6 && begins == 1 &&
         (second_half ? !(north && east && west) && !(north && south && west)
                      : !(north && east && south) && !(east && south && west));
}

/// Steps to what lies so far away, in all directions.
std::vector<std::pair<int, int>> circle(double radius) {
  const int r = static_cast<int>(radius);
  std::vector<std::pair<int, int>> steps;
  for (int y = -r - 1; y <= r + 1; ++y)
    for (int x = -r - 1; x <= r + 1; ++x)
      if (std::fabs(std::sqrt(x * x + y * y) - radius) <= 0.5) steps.emplace_back(x, y);
  return steps;
}

/// Which pixels lie deeper in the ink than the middle of any stroke: those of a filled loop.
std::vector<bool> find_deep(const Mask& mask, const std::vector<std::size_t>& pixels, double pen) {
  const auto steps = circle(kDeep * pen);
  const int width = static_cast<int>(mask.width), height = static_cast<int>(mask.height);
  std::vector<bool> deep(pixels.size());
  std::transform(pixels.begin(), pixels.end(), deep.begin(), [&](std::size_t at) {
    const int x = static_cast<int>(at) % width, y = static_cast<int>(at) / width;
    return std::all_of(steps.begin(), steps.end(), [&](const auto& step) {
      const int column = x + step.first, row = y + step.second;
      return column >= 0 && row >= 0 && column < width && row < height &&
             mask.ink[static_cast<std::size_t>(row * width + column)];
    });
  });
  return deep;
}

}  // namespace

std::vector<std::size_t> skeletonize(Mask& mask, const Component& component, double pen) {
  const std::vector<bool> deep = find_deep(mask, component.pixels, pen);
  std::vector<std::size_t> skeleton, left;
  for (std::size_t i = 0; i < component.pixels.size(); ++i)
    (deep[i] ? skeleton : left).push_back(component.pixels[i]);
  for (bool changed = true; changed;) {
    changed = false;
    for (const bool second_half : {false, true}) {
      auto gone = std::stable_partition(left.begin(), left.end(),
                                        [&](std::size_t at) { return !is_removable(mask, at, second_half); });
      if (skeleton.empty() && gone == left.begin()) ++gone;  // a square of four pixels would vanish
      changed = changed || gone != left.end();
      std::for_each(gone, left.end(), [&](std::size_t at) { mask.ink[at] = 0; });
      left.erase(gone, left.end());
    }
  }
  skeleton.insert(skeleton.end(), left.begin(), left.end());
  for (const std::size_t at : skeleton) mask.ink[at] = 0;
  return skeleton;
}

Stroke trace_skeleton(Mask& mask, const std::vector<std::size_t>& skeleton) {
  for (const std::size_t at : skeleton) mask.ink[at] = 1;
  Stroke stroke;
  const auto visit = [&](std::size_t at) {
    stroke.push_back(
        {static_cast<double>(at % mask.width) - 0.5, static_cast<double>(at / mask.width) - 0.5});
  };
  std::size_t unseen = skeleton.size();
  std::vector<std::size_t> way;
  const auto enter = [&](std::size_t at) {
    mask.ink[at] = 0;
    way.push_back(at);
    visit(at);
    --unseen;
  };
  enter(skeleton.front());
  while (unseen > 0 && !way.empty()) {
    const auto around = neighbours(way.back(), mask.width);
    const auto next =
        std::find_if(around.begin(), around.end(), [&](std::size_t at) { return mask.ink[at]; });
    if (next != around.end()) {
      enter(*next);
    } else {
      way.pop_back();
      if (!way.empty()) visit(way.back());
    }
  }
  return stroke;
}

}  // namespace inkling
