#pragma once

#include <vector>

#include "io/keras_network.h"

namespace inkling {

/// Layers whose order is not known, as most files sort them by name, in the order in which one can read what
/// the other gives: "features.0" before "classifier.0", "bn1" after "conv1". Shapes are Keras's.
std::vector<LayerWeights> in_likely_order(std::vector<LayerWeights> layers);

}  // namespace inkling
