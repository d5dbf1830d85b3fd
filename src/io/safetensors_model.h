#pragma once

#include "io/format.h"

namespace inkling {

/// Our own model files, as others read them: a safetensors file is a dictionary of tensors. Only written
/// here; read_model() opens what no other format claims.
Format safetensors_model_format();

}  // namespace inkling
