#pragma once

#include <algorithm>

#include "tensor/scalar.h"

namespace inkling {

/// Keras keeps probabilities from 0 and from 1 by this much before it takes logarithms.
inline constexpr double kLeastProbability = 1e-7;

inline double kept_probability(double probability) {
  return std::clamp(probability, kLeastProbability, 1 - kLeastProbability);
}

}  // namespace inkling
