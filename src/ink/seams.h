#pragma once

#include <cstddef>
#include <vector>

namespace inkling {

/// Cuts a line, told by its pixels in a mask of this width, where characters in a row of this height may
/// touch: along seams from its top to its foot that cross it at few places, be they upright or not, and part
/// what is tall on both sides. Each part hangs together, and may be part of a character. A height of 0 cuts
/// nothing.
/// "Seam carving for content-aware image resizing" (Avidan and Shamir, 2007,
/// https://doi.org/10.1145/1276377.1276390).
std::vector<std::vector<std::size_t>> cut_apart(const std::vector<std::size_t>& line, std::size_t mask_width,
                                                double row_height);

}  // namespace inkling
