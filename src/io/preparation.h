#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/sequential.h"

namespace inkling {

/// How a network wants its images, which no file says.
struct Preparation {
  /// "0..1", "0..255", "-1..1", "-0.5..0.5" or "mnist" (mean 0.1307, deviation 0.3081): its numbers for paper
  /// and for full ink.
  std::string scaling = "0..1";
  /// Whether it was trained with dark paper and light ink changed round, and with rows and columns.
  bool inverted = false, transposed = false;
};

/// How well digits are read with a preparation.
struct Trial {
  Preparation preparation;
  /// How many were read, and of how many: a hundred, or fewer of a network that takes long.
  int right = 0, of = 0;
  /// The mean cross-entropy.
  double loss = 0;
};

/// The scalings that can be asked for, "auto" first.
std::vector<std::string> scaling_names();

/// The network with layers before it that make of ink 0..1, of 28x28 pixels, what it takes. Throws an Error
/// where its input is no image that ours can be made into.
Sequential prepared(Sequential& network, const Preparation& preparation);

/// Shows it digits, which its first ten classes must be. Throws an Error where even few would take too long.
Trial attempt(Sequential& network, const Preparation& preparation, std::size_t most_digits = 100);

/// All that were tried, the one to take first, then the better ones first.
std::vector<Trial> find_preparation(Sequential& network, bool is_pytorch);

/// The best of all scalings, by few digits: to tell which of several networks is meant.
Trial first_look(Sequential& network, bool is_pytorch);

/// A hundred digits, ten of each in turn, that were not among the training images of MNIST: 28x28 bytes each.
std::span<const unsigned char> hundred_digits();

}  // namespace inkling
