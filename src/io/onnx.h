#pragma once

#include "io/format.h"

namespace inkling {

/// ONNX, the standard graph: https://onnx.ai/onnx/operators/. What holds a chain of convolutions, pooling,
/// products and activations.
Format onnx_format();

}  // namespace inkling
