#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace inkling {

/// 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): tells results apart, protects nothing.
class Hash {
 public:
  void add(const void* data, std::size_t bytes);
  std::uint64_t value() const { return value_; }
  /// Sixteen hexadecimal digits.
  std::string text() const;

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

}  // namespace inkling
