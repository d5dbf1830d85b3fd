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

/// Which kernels were written by Theano, for a convolution, and are turned by 180 degrees: all others compute
/// a correlation. Until Keras 2 those with filters first, which is Theano's order, mostly were.
enum class Turned { kNone, kFiltersFirst, kAll };

/// Puts the network of a configuration together with the weights of its layers, which are found by their
/// names, or by their order where the file has other names. Without `weights` they begin at random.
NetworkBuilder build_keras(const KerasNetwork& network, const std::vector<LayerWeights>& weights,
                           Turned turned = Turned::kNone);

}  // namespace inkling
