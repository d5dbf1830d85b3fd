#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "cli/files.h"
#include "data/unpacked.h"

namespace inkling {

/// Calls `use` with every file of `path`, a file or a folder with all that is in it, in the order of their
/// names: those of zip and gzip archives in their place, unpacked, as "folder/archive.zip/name". What systems
/// put into folders by themselves is left out. `unpacked` says how much may come.
void unpack(const std::filesystem::path& path, Unpacked& unpacked,
            const std::function<void(const std::string&, Bytes)>& use);

/// The same of a file that was read already.
void unpack(const std::string& name, Bytes bytes, Unpacked& unpacked,
            const std::function<void(const std::string&, Bytes)>& use);

}  // namespace inkling
