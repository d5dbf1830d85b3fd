#pragma once

#include <cstddef>
#include <vector>

#include "ink/blots.h"
#include "ink/strokes.h"

namespace inkling {

/// The pixels along the middle of the lines of a blot, one beside the other, and all of what is wider than a
/// pen of this width. The blot is taken out of the mask.
std::vector<std::size_t> middle_line(Mask& mask, const Blot& blot, double pen);

/// The way of a pen along such pixels, which hang together: one stroke that goes back over itself where they
/// branch, in pixels of the picture inside the mask's frame.
Stroke way_along(Mask& mask, const std::vector<std::size_t>& line);

}  // namespace inkling
