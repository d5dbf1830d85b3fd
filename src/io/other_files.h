#pragma once

#include <string>

#include "io/model_files.h"

namespace inkling {

/// What files are that people have for models and that cannot be opened, and what can be done: "a file of
/// TensorFlow Lite; open the model that it was made of". Empty for any others.
std::string known_otherwise(const ModelFiles& files);

}  // namespace inkling
