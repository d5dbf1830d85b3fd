#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/sequential.h"
#include "tensor/state.h"

namespace inkling {

/// A model and what its classes are called.
struct NamedModel {
  Sequential model;
  std::vector<std::string> labels;
  /// How drawings are to be read with it, an object that is not looked into here.
  Json reading = Json::object();
  /// What it was compiled with, likewise; empty where the file does not say.
  Json compile_config = Json::object();
  /// What its optimizer had gathered, for a training that goes on with the same one.
  std::optional<Checkpoint> optimizer;
  /// Of a training that can go on.
  std::optional<Checkpoint> training;
};

/// What a model file may hold besides.
struct ModelFileOptions {
  Json reading = Json::object(), compile_config = Json::object();
  /// Kernels are stored as int8 (io/quantization.h).
  bool quantized = false;
  /// A note for other programs, under ModelNote::kKey.
  std::string note;
  const Checkpoint* optimizer = nullptr;
  /// Makes it a checkpoint.
  const Checkpoint* training = nullptr;
};

/// A safetensors file (https://github.com/huggingface/safetensors) with one float32 tensor for each weight,
/// "conv2d/kernel" and so on, and in its metadata `keras_config` (the Sequential configuration as JSON) and
/// `labels` (a JSON list), and where they are not empty `compile_config` (Keras's name for what compile() was
/// given) and `reading`. What a checkpoint remembers stands in the metadata too, and in tensors whose names
/// begin with "training:".
std::vector<std::byte> write_model(const Sequential& model, const std::vector<std::string>& labels,
                                   const ModelFileOptions& options = {});

/// Refuses, with the reason, whatever is not wholly such a file.
NamedModel read_model(std::span<const std::byte> file);

}  // namespace inkling
