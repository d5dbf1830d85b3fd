#pragma once

#include <cstddef>
#include <vector>

#include "ink/components.h"
#include "ink/strokes.h"

namespace inkling {

/// The skeleton of a component: its pixels after thinning, one pixel wide along every stroke. What is wider
/// than a pen of this width, such as a filled loop, stays whole. The component is removed from the mask.
std::vector<std::size_t> skeletonize(Mask& mask, const Component& component, double pen);

/// Traces a connected skeleton as a pen would: one stroke that goes back over itself where the skeleton
/// branches, in pixels of the picture inside the mask's frame.
Stroke trace_skeleton(Mask& mask, const std::vector<std::size_t>& skeleton);

}  // namespace inkling
