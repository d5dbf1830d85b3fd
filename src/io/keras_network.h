#pragma once

#include <string>
#include <vector>

#include "io/keras_config.h"
#include "io/network_builder.h"
#include "io/safetensors.h"

namespace inkling {

/// The weights that a file has for one layer, in Keras's order.
struct LayerWeights {
  std::string layer;
  std::vector<const NamedTensor*> tensors;
};

/// Puts the network of a configuration together with the weights of its layers, which are found by their
/// names, or by their order where the file has other names. Without `weights` they begin at random. Kernels
/// of Keras 0 and 1 with filters first (Theano's order) are turned by 180 degrees: they were written for a
/// convolution, and all others compute a correlation.
NetworkBuilder build_keras(const KerasNetwork& network, const std::vector<LayerWeights>& weights);

}  // namespace inkling
