#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/image_array.h"

namespace inkling {

/// Which numbers mean paper and full ink; between them ink grows evenly. 0..255 are bytes of light ink on
/// dark, 255..0 of dark ink on light.
struct Scaling {
  double paper = 0, ink = 255;

  /// "0..255"; read back by scaling_from.
  std::string text() const;
};

/// "PAPER..INK", or "mnist" for MNIST's usual mean 0.1307 and deviation 0.3081. Throws an Error for others.
Scaling scaling_from(std::string_view text);

/// What the numbers of images are.
struct NumberRange {
  Element element = Element::kUint8;
  std::size_t count = 0;
  /// NaN and infinities, and in which image the first is.
  std::size_t not_finite = 0, first_not_finite = 0;
  double least = 0, largest = 0, sum = 0, sum_of_squares = 0;
  bool whole = true;
  /// The mean of the pixels around the edge, where paper is.
  double edge_sum = 0;
  std::size_t edge_count = 0;
  int channels = 1;

  void add(const Array& array, const ImageLayout& layout);
  double mean() const { return sum / static_cast<double>(count); }
  double deviation() const;
  /// "float32 from -0.42 to 2.82".
  std::string text() const;
};

/// A way to read numbers as ink, and how to say it: "mean 0.1307 and deviation 0.3081".
struct Reading {
  Scaling scaling;
  std::string words;
};

/// How such numbers may be meant, the likeliest first: one where that is certain or `scaling` says it, which
/// is otherwise "auto"; several where somebody has to say. `name` is what they are called in the Error for
/// numbers that cannot be ink: not finite, all equal, in no range that images have or beyond the scaling.
std::vector<Reading> readings_of(const NumberRange& range, std::string_view scaling, const std::string& name);

/// Throws an Error that lists them where there are several.
void require_certain(const NumberRange& range, const std::vector<Reading>& readings, const std::string& name);

/// Ink 0..255 of all images, (count, rows, columns, channels).
std::vector<std::uint8_t> as_ink(const Array& array, const ImageLayout& layout, const Scaling& scaling);

}  // namespace inkling
