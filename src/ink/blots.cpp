#include "ink/blots.h"

#include <algorithm>
#include <cmath>

namespace inkling {

namespace {

/// A blot with less than this part of a pen's square is a speck, and one of lines that are thinner than this
/// part of a pen is what is left of a ruled line.
constexpr double kSpeckArea = 0.4, kThinRemains = 0.35;
/// What touches the edge with so much of it is no writing.
constexpr double kAlongEdge = 0.1;
/// A frame is as wide and as high as this part of the picture.
constexpr double kFrame = 0.6;

/// All ink that hangs together with the pixel `start`, which is taken from `left`.
Blot take_blot(std::vector<std::uint8_t>& left, std::size_t width, std::size_t start) {
  Blot blot;
  const auto take = [&](std::size_t at) {
    left[at] = 0;
    blot.pixels.push_back(at);
  };
  take(start);
  for (std::size_t i = 0; i < blot.pixels.size(); ++i) {
    const std::size_t at = blot.pixels[i];
    const double x = static_cast<double>(at % width), y = static_cast<double>(at / width);
    blot.box.add(Point{x, y});
    blot.box.add(Point{x + 1, y + 1});
    for (const std::size_t row : {at - width, at, at + width})
      for (const std::size_t next : {row - 1, row, row + 1})
        if (left[next]) take(next);
  }
  return blot;
}

/// A line of width w and length l has the area wl, and 2l is the sum of how steep its edges are.
double pen_of(const Blot& blot, const Mask& mask) {
  double edges = 0;
  const auto steepness = [&](std::size_t at) {
    const int down = mask.ink[at + mask.width] - mask.ink[at], across = mask.ink[at + 1] - mask.ink[at];
    return std::sqrt(static_cast<double>(down * down + across * across));
  };
  for (const std::size_t at : blot.pixels) {
    edges += steepness(at);
    if (!mask.ink[at - 1]) edges += steepness(at - 1);
    if (!mask.ink[at - mask.width] && !mask.ink[at - mask.width + 1]) edges += steepness(at - mask.width);
  }
  return 2 * static_cast<double>(blot.pixels.size()) / edges;
}

/// With which half of the ink is written: the median over all pixels.
double median_pen(const std::vector<Blot>& blots, const Mask& mask) {
  std::vector<std::pair<double, std::size_t>> pens;
  std::size_t all = 0, below = 0;
  for (const Blot& blot : blots) {
    pens.emplace_back(pen_of(blot, mask), blot.pixels.size());
    all += blot.pixels.size();
  }
  std::sort(pens.begin(), pens.end());
  for (const auto& [pen, pixels] : pens)
    if (2 * (below += pixels) >= all) return pen;
  return 0;
}

bool lies_along_edge(const Blot& blot, const Mask& mask) {
  const auto touching = std::count_if(blot.pixels.begin(), blot.pixels.end(), [&](std::size_t at) {
    const std::size_t x = at % mask.width, y = at / mask.width;
    return x == 1 || y == 1 || x + 2 == mask.width || y + 2 == mask.height;
  });
  return static_cast<double>(touching) > kAlongEdge * static_cast<double>(2 * (mask.width + mask.height));
}

bool contains(const Box& outer, const Box& inner) {
  return outer.low.x < inner.low.x && outer.low.y < inner.low.y && inner.high.x < outer.high.x &&
         inner.high.y < outer.high.y;
}

bool is_frame(const Blot& blot, const std::vector<Blot>& blots, const Mask& mask) {
  return blots.size() > 1 && blot.box.width() > kFrame * static_cast<double>(mask.width) &&
         blot.box.height() > kFrame * static_cast<double>(mask.height) &&
         std::all_of(blots.begin(), blots.end(),
                     [&](const Blot& other) { return &other == &blot || contains(blot.box, other.box); });
}

}  // namespace

Blots find_blots(Mask& mask) {
  std::vector<Blot> blots;
  std::vector<std::uint8_t> left = mask.ink;
  for (std::size_t at = 0; at < left.size(); ++at)
    if (left[at]) blots.push_back(take_blot(left, mask.width, at));

  const auto remove = [&](const auto& is_unwanted) {
    std::vector<Blot> kept;
    for (Blot& blot : blots) {
      if (is_unwanted(blot))
        for (const std::size_t at : blot.pixels) mask.ink[at] = 0;
      else
        kept.push_back(std::move(blot));
    }
    blots = std::move(kept);
  };
  double pen = median_pen(blots, mask);
  remove([&](const Blot& blot) {
    return static_cast<double>(blot.pixels.size()) < kSpeckArea * pen * pen ||
           pen_of(blot, mask) < kThinRemains * pen;
  });
  const auto at_edge = [&](const Blot& blot) { return lies_along_edge(blot, mask); };
  if (!std::all_of(blots.begin(), blots.end(), at_edge)) remove(at_edge);
  const auto frame =
      std::find_if(blots.begin(), blots.end(), [&](const Blot& blot) { return is_frame(blot, blots, mask); });
  if (frame != blots.end()) {
    const Blot* unwanted = &*frame;
    remove([&](const Blot& blot) { return &blot == unwanted; });
  }
  pen = median_pen(blots, mask);
  return {std::move(blots), pen};
}

}  // namespace inkling
