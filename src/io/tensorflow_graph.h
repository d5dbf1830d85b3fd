#pragma once

#include "io/format.h"

namespace inkling {

/// A graph model of TensorFlow.js: https://www.tensorflow.org/js/guide/conversion. What holds a chain of
/// convolutions, pooling, products and activations.
Format tensorflow_graph_format();

}  // namespace inkling
