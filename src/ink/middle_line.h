#pragma once

#include "ink/blots.h"
#include "ink/strokes.h"

namespace inkling {

/// The way of a pen of this width through a blot, as one stroke that goes along the middle of its lines, back
/// over itself where they branch, and all over what is wider than the pen; in pixels of the picture inside
/// the mask's frame. The blot is taken out of the mask.
Stroke middle_line(Mask& mask, const Blot& blot, double pen);

}  // namespace inkling
