#pragma once

#include <cstddef>
#include <vector>

#include "ink/box.h"
#include "ink/threshold.h"

namespace inkling {

/// Ink that hangs together, also over corners: its pixels, by their place in the mask.
struct Blot {
  std::vector<std::size_t> pixels;
  Box box;  ///< in pixels of the mask
};

struct Blots {
  std::vector<Blot> blots;
  double pen = 0;  ///< width of the line, in pixels
};

/// The blots that may be writing. Specks go, and so does what is no paper: what lies along the picture's edge
/// where something else does not, and what frames everything else. The mask keeps what is left.
Blots find_blots(Mask& mask);

}  // namespace inkling
