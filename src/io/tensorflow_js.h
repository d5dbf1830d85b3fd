#pragma once

#include <string>
#include <vector>

#include "io/format.h"

namespace inkling {

/// What a model.json of TensorFlow.js and the files of weights beside it hold:
/// https://www.tensorflow.org/js/guide/save_load
struct TensorFlowJs {
  Json model;
  /// All weights as floats, those that were quantized too.
  std::vector<NamedTensor> tensors;

  /// "TensorFlow.js", with the version and what it was converted from.
  std::string writer() const;
};

/// The model.json among the files; null where there is none.
const ModelFile* tensorflow_js_in(const ModelFiles& files);
/// Throws an Error that names the file of weights which is missing or too short.
TensorFlowJs read_tensorflow_js(const ModelFiles& files);

/// A layers model: Keras's configuration, and weights by the names of the layers.
Format tensorflow_layers_format();

}  // namespace inkling
