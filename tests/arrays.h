#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Arrays as NumPy writes them.
namespace inkling::tests {

inline std::vector<std::byte> as_bytes(const std::string& text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return {begin, begin + text.size()};
}

/// NumPy's file of numbers, such as npy("<f4", "3, 2, 2", values).
template <typename Number>
std::string npy(const std::string& descr, const std::string& shape, const std::vector<Number>& values,
                const std::string& fortran = "False") {
  std::string header =
      "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': (" + shape + ",), }\n";
  const auto length = static_cast<unsigned>(header.size());
  std::string file = std::string("\x93NUMPY\x01", 7) + '\0' + static_cast<char>(length & 0xff) +
                     static_cast<char>(length >> 8) + header;
  file.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number));
  return file;
}

}  // namespace inkling::tests
