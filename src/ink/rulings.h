#pragma once

#include "ink/threshold.h"

namespace inkling {

/// Takes ruled lines, level or upright, out of the mask: straight lines through most of the picture that are
/// thinner than the writing. Where writing crosses them it stays whole.
void remove_rulings(Mask& mask);

}  // namespace inkling
