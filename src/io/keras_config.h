#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace inkling {

/// A layer as some version of Keras wrote it, in the words of today's.
struct KerasLayer {
  std::string class_name, name;
  /// Where it is in a model within the model, as .keras files name that: "sequential",
  /// "sequential/functional_1".
  std::string within;
  /// What today's layer takes; without data_format and axes, which channels_first stands for.
  Json config = Json::object();
  bool channels_first = false;
  /// Whether kernels have their filters first, as Keras 1 says of Theano's order.
  bool filters_first = false;
  /// Whether Flatten puts channels last first, as it does since Keras 2.2.
  bool orders_channels = false;
  /// Without batch, where the layer says it: null where a size is open.
  Json input_shape;
};

/// A chain of layers.
struct KerasNetwork {
  std::string name;
  /// Without batch; null where no layer says it.
  Json input_shape;
  std::vector<KerasLayer> layers;
  /// Of a guess (io/network_guess.h), how unlikely it is.
  int cost = 0;
};

/// Reads what any version of Keras wrote of a Sequential or a Functional that is a chain: a model's
/// to_json(), config.json of a .keras file, `model_config` of HDF5, `modelTopology` of TensorFlow.js. Layers
/// that do nothing but in training (and are not ours) are left out. Throws an Error that names the layer
/// which is not known, or where the chain branches.
KerasNetwork read_keras_config(const Json& config);

/// One layer's class and configuration in today's words. `description` as any version wrote it, but for
/// camelCase. False for a layer that is left out.
bool read_keras_layer(const Json& description, KerasLayer& layer);

}  // namespace inkling
