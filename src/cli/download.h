#pragma once

#include <string>

#include "cli/files.h"

namespace inkling {

/// What is at this https address, of `size` bytes. The program `curl` does the work; on a terminal, progress
/// is shown.
Bytes download(const std::string& address, std::size_t size);

}  // namespace inkling
