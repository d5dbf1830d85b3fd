#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/unpacked.h"

namespace inkling {

inline constexpr std::size_t kMaxModelBytes = std::size_t{512} << 20;

using Bytes = std::vector<std::byte>;

/// A whole file, of at most `limit` bytes; a pipe will do, a folder or a device will not.
Bytes read_file(const std::filesystem::path& path, std::size_t limit);

/// A file of data, unpacked where it is packed with gzip.
Bytes read_packed_file(const std::filesystem::path& path);

bool is_gzip(std::span<const std::byte> bytes);

/// `packed` unpacked where it begins as gzip does, otherwise as it is. `where` names it in errors.
Bytes gunzip(const std::string& where, Bytes packed, std::size_t limit);

/// Throws an Error now where write_file would later, and removes what a killed write of this very file left.
void check_writable(const std::filesystem::path& path);

/// All of it or nothing: written beside `path` and then moved there.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace inkling
