#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/inside.h"

namespace inkling {

/// How one number that a layer gives comes about: the sum of values times weights, and the bias, through the
/// activation.
struct WeightedSum {
  /// Places in what the layer is given, with what stands there and what it counts; what counts nothing is
  /// left out.
  std::vector<std::uint32_t> inputs;
  std::vector<Scalar> values, weights;
  Scalar bias = 0;
  /// Before the activation, as the engine computes it.
  Scalar sum = 0;
  std::string activation;
  /// What the layer gives; 0 where that is switched off.
  Scalar value = 0;
};

/// Of the image that `inside` saw last, the number at a place of what a layer gives. Of the largest of some
/// inputs that one counts 1, of a mean each its share. The gradients of the weights are added to. Throws an
/// Error where there is no such layer or place.
WeightedSum weighted_sum(Inside& inside, std::size_t layer, std::size_t index);

}  // namespace inkling
