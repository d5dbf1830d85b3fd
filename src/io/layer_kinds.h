#pragma once

#include <string>

#include "io/keras_network.h"

namespace inkling {

/// What a layer's name says that it is, as Keras calls it: "Conv2D"; "" where it says nothing.
std::string kind_by_name(const std::string& name);

/// What a layer is by its name and the shapes of its weights.
std::string kind_of(const LayerWeights& layer);

}  // namespace inkling
