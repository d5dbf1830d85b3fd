#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/files.h"

namespace inkling {

/// A zip archive of these files, as they are and in this order; the same bytes for the same files.
Bytes zip(const std::vector<std::pair<std::string, Bytes>>& files);

}  // namespace inkling
