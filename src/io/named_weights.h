#pragma once

#include "io/format.h"

namespace inkling {

/// Weights without a network, under names such as "conv1.weight" (PyTorch's), "dense/kernel" or "W1": in a
/// safetensors file that is none of ours, or in NumPy's .npy files, as .npz archives have them. Networks that
/// they fit are tried with digits.
Format named_weights_format();

}  // namespace inkling
