#pragma once

#include <cstddef>
#include <vector>

#include "ink/box.h"
#include "ink/threshold.h"

namespace inkling {

/// A connected component of the ink (8-connected): its pixels, by their index in the mask.
struct Component {
  std::vector<std::size_t> pixels;
  Box box;  ///< in pixels of the mask
};

struct Components {
  std::vector<Component> components;
  double pen = 0;  ///< stroke width, in pixels
};

/// The connected components that may be writing. Specks are removed from the mask, and so is background: what
/// lies along the picture's edge, unless everything does, and a frame around everything else.
Components find_components(Mask& mask);

}  // namespace inkling
