#pragma once

#include "io/safetensors.h"

namespace inkling {

/// Rounds every tensor of two axes and more to 8-bit integers, each place of the last axis (a filter, a unit)
/// to steps of its own, which are kept in another tensor, "<name>:scale".
void round_kernels(TensorFile& file);

/// What was rounded, as tensors like any others; the scales are gone. Throws an Error where one is missing.
void restore_kernels(TensorFile& file);

}  // namespace inkling
