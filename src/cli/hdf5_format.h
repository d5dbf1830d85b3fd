#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The parts of an HDF5 file (https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t2.html) as files
/// of Keras have them: the oldest form of each. They are read by hand because a file may come from anybody:
/// damaged ones have HDF5's own library (1.10) write outside its memory. What lies outside the file, or would
/// take too much, is an Error.
namespace inkling::hdf5 {

inline constexpr const char* kHdf5 = "HDF5";

[[noreturn]] void damaged();

/// Bytes that are read from the first to the last.
class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : left_(bytes) {}

  std::size_t left() const { return left_.size(); }
  std::span<const std::byte> take(std::size_t size);
  void skip(std::size_t size) { take(size); }
  /// Little-endian.
  std::uint64_t number(std::size_t size);
  /// Whether these are the next bytes, which are taken.
  void expect(std::string_view text);

 private:
  std::span<const std::byte> left_;
};

/// How much there may be of what takes more memory or time than bytes of the file: texts, and steps from one
/// part of the file to the next.
class Budget {
 public:
  /// Takes `count` of so many bytes each. Even the smallest has to be held by something.
  void take(std::size_t count, std::size_t bytes);

 private:
  std::size_t left_ = std::size_t{16} << 20;
};

/// Part of what describes an object.
struct Part {
  enum Kind {
    kSpace = 1,
    kNewLinks = 2,
    kType = 3,
    kFill = 5,
    kExternal = 7,
    kLayout = 8,
    kAttribute = 12,
    kContinued = 16,
    kGroup = 17
  };
  std::uint64_t kind;
  /// Whether it only tells where it is.
  bool is_shared;
  Cursor content;
};

struct Link {
  std::string name;
  std::uint64_t object;
};

class File {
 public:
  File(std::span<const std::byte> bytes, Budget& budget);

  /// From there to the end, or so many bytes from there.
  Cursor at(std::uint64_t address) const;
  Cursor at(std::uint64_t address, std::uint64_t size) const { return Cursor(at(address).take(size)); }

  /// The address of the group that all others are in.
  std::uint64_t root() const { return root_; }
  std::vector<Part> parts(std::uint64_t object) const;
  /// Of a group, in the order of their names, but those that go by a name.
  std::vector<Link> links(Cursor group) const;

 private:
  void add_links(std::uint64_t node, std::uint64_t level, Cursor names, std::vector<Link>& links) const;

  std::span<const std::byte> bytes_;
  Budget& budget_;
  std::uint64_t root_;
};

}  // namespace inkling::hdf5
