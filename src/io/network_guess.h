#pragma once

#include <vector>

#include "io/keras_network.h"

namespace inkling {

/// The networks that weights alone may belong to, the likeliest first: kinds of layers by their names and by
/// the shapes of their kernels; paddings, strides and pools such that all shapes meet from 28x28 pixels on;
/// ReLU between, softmax at the end where no layers say otherwise. Throws an Error where none fits.
std::vector<KerasNetwork> guess_networks(const std::vector<LayerWeights>& weights);

}  // namespace inkling
