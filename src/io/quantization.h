#pragma once

#include "io/safetensors.h"

namespace inkling {

/// Quantizes every tensor of two axes and more to int8, symmetrically and per channel: each index of the last
/// axis (a filter, a unit) has a scale of its own, kept in another tensor, "<name>:scale".
void quantize_kernels(TensorFile& file);

/// Back to floats, without the scales, which are given back under the names of their kernels. Throws an Error
/// where a scale is missing or does not fit.
std::vector<NamedTensor> dequantize_kernels(TensorFile& file);

}  // namespace inkling
