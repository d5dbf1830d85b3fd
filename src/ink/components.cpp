#include "ink/components.h"

#include <algorithm>
#include <cmath>

namespace inkling {

namespace {

/// A component with less than this part of a pen's square is a speck, and one whose strokes are thinner than
/// this part of a pen is what is left of a ruled line.
constexpr double kSpeckArea = 0.4, kThinRemains = 0.35;
/// What touches so much of the picture's edge is background.
constexpr double kAlongEdge = 0.1;
/// A frame is as wide and as high as this part of the picture.
constexpr double kFrame = 0.6;

/// Flood fill: all ink that is connected with the pixel `start`. It is removed from `left`.
Component take_component(std::vector<std::uint8_t>& left, std::size_t width, std::size_t start) {
  Component component;
  const auto take = [&](std::size_t at) {
    left[at] = 0;
    component.pixels.push_back(at);
  };
  take(start);
  for (std::size_t i = 0; i < component.pixels.size(); ++i) {
    const std::size_t at = component.pixels[i];
    const double x = static_cast<double>(at % width), y = static_cast<double>(at / width);
    component.box.add(Point{x, y});
    component.box.add(Point{x + 1, y + 1});
    for (const std::size_t row : {at - width, at, at + width})
      for (const std::size_t next : {row - 1, row, row + 1})
        if (left[next]) take(next);
  }
  return component;
}

/// A line of width w and length l has the area wl, and 2l is the sum of how steep its edges are.
double pen_of(const Component& component, const Mask& mask) {
  double edges = 0;
  const auto steepness = [&](std::size_t at) {
    const int down = mask.ink[at + mask.width] - mask.ink[at], across = mask.ink[at + 1] - mask.ink[at];
    return std::sqrt(static_cast<double>(down * down + across * across));
  };
  for (const std::size_t at : component.pixels) {
    edges += steepness(at);
    if (!mask.ink[at - 1]) edges += steepness(at - 1);
    if (!mask.ink[at - mask.width] && !mask.ink[at - mask.width + 1]) edges += steepness(at - mask.width);
  }
  return 2 * static_cast<double>(component.pixels.size()) / edges;
}

/// The stroke width with which half of the ink is written: the median over all pixels.
double median_pen(const std::vector<Component>& components, const Mask& mask) {
  std::vector<std::pair<double, std::size_t>> pens;
  std::size_t all = 0, below = 0;
  for (const Component& component : components) {
    pens.emplace_back(pen_of(component, mask), component.pixels.size());
    all += component.pixels.size();
  }
  std::sort(pens.begin(), pens.end());
  for (const auto& [pen, pixels] : pens)
    if (2 * (below += pixels) >= all) return pen;
  return 0;
}

bool lies_along_edge(const Component& component, const Mask& mask) {
  const auto touching = std::count_if(component.pixels.begin(), component.pixels.end(), [&](std::size_t at) {
    const std::size_t x = at % mask.width, y = at / mask.width;
    return x == 1 || y == 1 || x + 2 == mask.width || y + 2 == mask.height;
  });
  return static_cast<double>(touching) > kAlongEdge * static_cast<double>(2 * (mask.width + mask.height));
}

bool contains(const Box& outer, const Box& inner) {
  return outer.low.x < inner.low.x && outer.low.y < inner.low.y && inner.high.x < outer.high.x &&
         inner.high.y < outer.high.y;
}

bool is_frame(const Component& component, const std::vector<Component>& components, const Mask& mask) {
  return components.size() > 1 && component.box.width() > kFrame * static_cast<double>(mask.width) &&
         component.box.height() > kFrame * static_cast<double>(mask.height) &&
         std::all_of(components.begin(), components.end(), [&](const Component& other) {
           return &other == &component || contains(component.box, other.box);
         });
}

}  // namespace

Components find_components(Mask& mask) {
  std::vector<Component> components;
  std::vector<std::uint8_t> left = mask.ink;
  for (std::size_t at = 0; at < left.size(); ++at)
    if (left[at]) components.push_back(take_component(left, mask.width, at));

  const auto remove = [&](const auto& is_unwanted) {
    std::vector<Component> kept;
    for (Component& component : components) {
      if (is_unwanted(component))
        for (const std::size_t at : component.pixels) mask.ink[at] = 0;
      else
        kept.push_back(std::move(component));
    }
    components = std::move(kept);
  };
  double pen = median_pen(components, mask);
  remove([&](const Component& component) {
    return static_cast<double>(component.pixels.size()) < kSpeckArea * pen * pen ||
           pen_of(component, mask) < kThinRemains * pen;
  });
  const auto at_edge = [&](const Component& component) { return lies_along_edge(component, mask); };
  if (!std::all_of(components.begin(), components.end(), at_edge)) remove(at_edge);
  const auto frame = std::find_if(components.begin(), components.end(), [&](const Component& component) {
    return is_frame(component, components, mask);
  });
  if (frame != components.end()) {
    const Component* unwanted = &*frame;
    remove([&](const Component& component) { return &component == unwanted; });
  }
  pen = median_pen(components, mask);
  return {std::move(components), pen};
}

}  // namespace inkling
