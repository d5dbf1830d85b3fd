#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "io/preparation.h"

namespace inkling {

/// How well digits are read with a preparation.
struct Trial {
  Preparation preparation;
  /// How many were read, and of how many: a hundred, or fewer of a network that takes long.
  int right = 0, of = 0;
  /// The mean cross-entropy.
  double loss = 0;
};

/// Shows it digits, which its first ten classes must be. Throws an Error where even few would take too long.
Trial attempt(Sequential& network, const Preparation& preparation, std::size_t most_digits = 100);

/// All that were tried, the one to take first, then the better ones first.
std::vector<Trial> find_preparation(Sequential& network, bool is_pytorch);

/// The best of all scalings, by few digits: to tell which of several networks is meant.
Trial first_look(Sequential& network, bool is_pytorch);

/// A hundred digits, ten of each in turn, that were not among the training images of MNIST: 28x28 bytes each.
std::span<const unsigned char> hundred_digits();

}  // namespace inkling
