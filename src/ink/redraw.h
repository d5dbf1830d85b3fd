#pragma once

#include <optional>

#include "base/random.h"
#include "ink/prepare.h"

namespace inkling {

/// A drawing as another hand, pen or device would have made it, and what a network sees of that: it is
/// slanted and stretched a little, its line is wider or thinner and sometimes trembles, is told in fewer
/// points, or has gaps. `options` say how the data set is drawn; the pen varies about its own. The same bits
/// on every machine for the same state of `random`.
std::optional<InkImage> redraw(const Drawing& drawing, Random& random, const InkOptions& options = {});

}  // namespace inkling
