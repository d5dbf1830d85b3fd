#pragma once

#include <cstddef>
#include <vector>

#include "ink/strokes.h"

namespace inkling {

/// Draws strokes, given in pixels, with a round pen of diameter `pen` > 0 pixels, and returns height x width
/// values, row by row: the part of each pixel that is covered with ink, 0 paper to 1 full. Pixel (row,
/// column) covers the square from (column, row) to (column + 1, row + 1). Strokes that overlap count once; a
/// stroke of one point is a dot; what lies outside is cut off. Uses + - * / and sqrt only, so that every
/// build gives the same bits.
std::vector<float> rasterize(const std::vector<Stroke>& strokes, double pen, std::size_t width,
                             std::size_t height);

}  // namespace inkling
