#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/inside.h"

namespace inkling {

/// How many of some numbers are in each of equally wide parts of the way from the least to the most; what is
/// not finite is left out.
struct Histogram {
  static constexpr std::size_t kBins = 32;

  double least = 0, most = 0;
  std::vector<std::size_t> counts = std::vector<std::size_t>(kBins);

  /// Widened by numbers, while none is counted yet.
  void reach(std::span<const Scalar> values);
  void count(std::span<const Scalar> values);

 private:
  bool is_empty_ = true;
};

/// What a layer's numbers are like.
struct LayerStatistics {
  /// Of all its weights that training changes, and of the gradient of the cross-entropy with respect to
  /// them; null where it has none.
  std::optional<Histogram> weights, gradients;
  Histogram activations;
  /// The share of its maps or units that are 0 for every image.
  double dead = 0;
};

/// Of every layer, for some images with labels; the gradient is the mean of those images that show a class.
/// `inside` looks into `model`, whose gradients are overwritten. Throws an Error where sizes disagree, for no
/// images, and for a label that there is not.
std::vector<LayerStatistics> layer_statistics(Sequential& model, Inside& inside,
                                              std::span<const Scalar> images,
                                              std::span<const std::uint8_t> labels);

}  // namespace inkling
