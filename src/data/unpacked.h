#pragma once

#include <cstddef>
#include <string>

namespace inkling {

/// What is taken in all, unpacked.
inline constexpr std::size_t kMaxUnpacked = std::size_t{1} << 30;
/// An archive may be in an archive; what goes deeper is made to harm.
inline constexpr int kMaxArchives = 3;
inline constexpr std::size_t kMaxFiles = 200'000;

/// How many bytes `packed` bytes may unpack to: 64 MiB, and beyond 5 MiB 32 more for each byte. What unpacks
/// to more is made to harm.
std::size_t most_unpacked(std::size_t packed);

/// Counts what comes out of files that somebody brought, before memory is taken for it. Errors name the file.
class Unpacked {
 public:
  /// A file of `packed` bytes was brought.
  void bring(std::size_t packed) { packed_ += packed; }
  /// The bytes that may still come out.
  std::size_t left() const { return most_unpacked(packed_) - bytes_; }
  void add(const std::string& name, std::size_t bytes);
  void add_files(const std::string& name, std::size_t files);
  /// Refuses a file that lies in more archives, each in the next, than may be.
  static void check_depth(const std::string& name, int archives);
  [[noreturn]] void too_large(const std::string& name) const;

 private:
  std::size_t packed_ = 0, bytes_ = 0, files_ = 0;
};

}  // namespace inkling
