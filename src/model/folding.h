#pragma once

#include "model/sequential.h"

namespace inkling {

/// The same network for reading only, in fewer steps: every BatchNormalization behind a convolution or a
/// dense layer that has no activation is multiplied into its weights, an Activation behind one becomes its
/// own, and what only training needs (Dropout) is left out.
Sequential folded(const Sequential& model);

}  // namespace inkling
