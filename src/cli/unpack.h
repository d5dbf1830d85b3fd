#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "cli/files.h"

namespace inkling {

/// Calls `use` with every file of `path`, a file or a folder with all that is in it, in the order of their
/// names: those of zip and gzip archives in their place, unpacked, as "folder/archive.zip/name". What systems
/// put into folders by themselves is left out. All together may be of `limit` bytes, unpacked.
void unpack(const std::filesystem::path& path, std::size_t limit,
            const std::function<void(const std::string&, Bytes)>& use);

}  // namespace inkling
