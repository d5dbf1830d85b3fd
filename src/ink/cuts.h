#pragma once

#include <cstddef>
#include <vector>

namespace inkling {

/// Cuts a skeleton, given as the indices of its pixels in a mask of this width, where characters in a row of
/// this height may touch. A cut runs from top to foot, straight or not, crosses few strokes and leaves
/// something tall on both sides. Each part is connected, and may be only part of a character. A height of 0
/// cuts nothing. Cuts are the seams of "Seam carving for content-aware image resizing" (Avidan and Shamir,
/// 2007, https://doi.org/10.1145/1276377.1276390).
std::vector<std::vector<std::size_t>> cut_apart(const std::vector<std::size_t>& skeleton,
                                                std::size_t mask_width, double row_height);

}  // namespace inkling
