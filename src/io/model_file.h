#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/sequential.h"

namespace inkling {

/// A model and what its classes are called.
struct NamedModel {
  Sequential model;
  std::vector<std::string> labels;
};

/// A safetensors file (https://github.com/huggingface/safetensors) with one float32 tensor for each weight,
/// "conv2d/kernel" and so on, and in its metadata `keras_config` (the Sequential configuration as JSON) and
/// `labels` (a JSON list).
std::vector<std::byte> write_model(const Sequential& model, const std::vector<std::string>& labels);

/// Refuses, with the reason, whatever is not wholly such a file.
NamedModel read_model(std::span<const std::byte> file);

}  // namespace inkling
