#include "ink/measure.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ink/box.h"

namespace inkling {

namespace {

constexpr std::size_t kPixels = kInkSide * kInkSide;
constexpr std::size_t kMaxSamples = 500;
/// What is darker is ink, of 255.
constexpr int kInk = 64;
/// Sets nearer to MNIST than this are drawn as it is.
constexpr double kSameBox = 1.5, kSamePen = 0.7, kSameCentre = 0.75;

struct Figures {
  std::vector<double> sides, pens, centres;
};

double median(std::vector<double>& values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// A line of width w and length l has the mass wl, and 2l is the sum of how steep its edges are.
void measure(std::span<const std::uint8_t> image, Figures& figures) {
  Box box;
  double mass = 0, edges = 0, x = 0, y = 0;
  const auto at = [&](std::size_t row, std::size_t column) {
    return row < kInkSide && column < kInkSide ? image[row * kInkSide + column] / 255.0 : 0.0;
  };
  for (std::size_t row = 0; row < kInkSide; ++row)
    for (std::size_t column = 0; column < kInkSide; ++column) {
      const double ink = at(row, column);
      const double down = at(row + 1, column) - ink, across = at(row, column + 1) - ink;
      edges += std::sqrt(down * down + across * across);
      mass += ink;
      x += ink * (static_cast<double>(column) + 0.5);
      y += ink * (static_cast<double>(row) + 0.5);
      if (image[row * kInkSide + column] <= kInk) continue;
      box.add(Point{static_cast<double>(column), static_cast<double>(row)});
      box.add(Point{static_cast<double>(column + 1), static_cast<double>(row + 1)});
    }
  if (box.empty() || edges == 0) return;
  figures.sides.push_back(box.side());
  figures.pens.push_back(2 * mass / edges);
  figures.centres.push_back((x + y) / (2 * mass));
}

}  // namespace

InkOptions measure_ink(std::span<const std::uint8_t> images) {
  const std::size_t count = images.size() / kPixels, step = std::max<std::size_t>(1, count / kMaxSamples);
  Figures figures;
  for (std::size_t i = 0; i < count; i += step) measure(images.subspan(i * kPixels, kPixels), figures);
  InkOptions options;
  if (figures.sides.empty()) return options;
  const double box = median(figures.sides), pen = median(figures.pens), centre = median(figures.centres);
  if (std::fabs(box - options.box) > kSameBox || std::fabs(pen - options.pen) > kSamePen ||
      std::fabs(centre - options.centre) > kSameCentre) {
    options.box = std::clamp(box, 4.0, static_cast<double>(kInkSide));
    options.pen = std::clamp(pen, 0.5, options.box / 2);
    options.centre = centre;
  }
  return options;
}

}  // namespace inkling
