#pragma once

#include "io/format.h"

namespace inkling {

/// As images (batch, height, width, channels) in and outputs (batch, classes) out. ONNX's own operators have
/// channels first, so that transpositions stand around them.
ModelFiles write_onnx_model(const WrittenModel& model);

}  // namespace inkling
