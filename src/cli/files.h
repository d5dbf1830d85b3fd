#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling {

inline constexpr std::size_t kMaxModelBytes = std::size_t{512} << 20;
inline constexpr std::size_t kMaxDataBytes = std::size_t{1} << 30;

using Bytes = std::vector<std::byte>;

/// A whole file, of at most `limit` bytes; a pipe will do, a folder or a device will not.
Bytes read_file(const std::filesystem::path& path, std::size_t limit);

/// The same, unpacked where it is packed with gzip; the limit holds for either form.
Bytes read_packed_file(const std::filesystem::path& path, std::size_t limit);

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
