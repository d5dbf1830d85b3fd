#pragma once

#include <string>
#include <string_view>

#include "trainer/trainer.h"

namespace inkling {

/// Refuses, in the name of `callback`, a name under which it may not write: none, one with a folder in it, a
/// hidden one, and what the trainer's files will not take.
void check_file_name(std::string_view callback, const char* key, const std::string& name,
                     const Trainer& trainer);

}  // namespace inkling
