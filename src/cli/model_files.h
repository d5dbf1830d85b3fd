#pragma once

#include <filesystem>

#include "cli/files.h"
#include "io/model_files.h"

namespace inkling {

/// A model's file and what belongs to it: the entries of an archive, such as .keras is; the weights that a
/// TensorFlow.js model.json names; the weights to an architecture of Keras in JSON, or that to the weights.
/// What they are is seen from what they hold. Other files are only read from the same folder.
ModelFiles read_model_files(const std::filesystem::path& path);

/// A model's file as it is to be written.
Bytes pack_model_file(const ModelFile& file);

}  // namespace inkling
