#pragma once

#include <cstddef>
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

/// Where digits decide.
inline constexpr const char* kAutomatic = "auto";
/// The scalings that can be asked for, kAutomatic first.
std::vector<std::string> scaling_names();
/// Whether full ink is a number of about 1.
bool is_small(const std::string& scaling);

/// The network with layers before it that make of ink 0..1, of 28x28 pixels, what it takes. Throws an Error
/// where its input is no image that ours can be made into.
Sequential prepared(Sequential& network, const Preparation& preparation);

/// Images of 28x28 pixels, ink 0..1, as a network of this input takes them.
std::vector<Scalar> prepared(std::vector<Scalar> images, std::size_t count, const Shape& input,
                             const Preparation& preparation);

}  // namespace inkling
