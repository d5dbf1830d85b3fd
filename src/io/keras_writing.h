#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "io/safetensors.h"
#include "model/sequential.h"

namespace inkling {

/// A layer as Keras has it, and its weights in Keras's order.
struct WrittenLayer {
  std::string class_name;
  /// With its name.
  Json config;
  /// Without batch.
  Shape input;
  std::vector<const Sequential::Weight*> weights;

  std::string name() const { return config.at("name"); }
};

/// The layers of a network, of kinds that every reader of Keras's files knows: a SumPooling2D as an average
/// of the window times its size, a leaky ReLU as a layer of its own.
std::vector<WrittenLayer> keras_layers(const Sequential& network);

/// What to_json() of tf.keras 2 gives. Keras 3 and TensorFlow.js read it too, while neither of the others
/// reads what Keras 3 writes.
Json keras_2_config(const Sequential& network, const std::vector<WrittenLayer>& layers);

/// config.json of a .keras file.
Json keras_3_config(const Sequential& network, const std::vector<WrittenLayer>& layers);

/// "kernel" of a weight "conv2d/kernel".
std::string weight_role(const Sequential::Weight& weight);

/// Rows above and below, columns left and right, of whatever ZeroPadding2D takes.
std::vector<int> padding_sides(const Json& padding);

/// The same numbers under another name.
NamedTensor tensor_of(const Sequential::Weight& weight, std::string name);

/// Which version of Keras reads each of them as its own.
inline constexpr const char *kKeras2 = "2.15.0", *kKeras3 = "3.8.0";

}  // namespace inkling
