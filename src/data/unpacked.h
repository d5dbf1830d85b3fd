#pragma once

#include <cstddef>
#include <string>

namespace inkling {

/// What is taken in all, unpacked.
inline constexpr std::size_t kMostUnpacked = std::size_t{1} << 30;
/// An archive may be in an archive; what goes deeper is made to harm.
inline constexpr int kMostArchives = 3;
inline constexpr std::size_t kMostFiles = 200'000;

/// How many bytes may come out of so many packed ones. Little is packed so that much comes out only by who
/// means harm: 64 MiB may always come out, and of more than 5 MiB for each byte 32 more.
std::size_t most_unpacked(std::size_t packed);

/// Counts what comes out of files that somebody brought, before memory is taken for it. Errors name the file.
class Unpacked {
 public:
  /// A file of so many bytes was brought.
  void bring(std::size_t packed) { packed_ += packed; }
  /// The bytes that may still come out.
  std::size_t left() const { return most_unpacked(packed_) - bytes_; }
  void add(const std::string& name, std::size_t bytes);
  void add_files(const std::string& name, std::size_t files);
  /// Refuses what lies in so many archives.
  static void check_depth(const std::string& name, int archives);
  [[noreturn]] void too_large(const std::string& name) const;

 private:
  std::size_t packed_ = 0, bytes_ = 0, files_ = 0;
};

}  // namespace inkling
