#pragma once

#include <bit>
#include <cstddef>
#include <string>

#include "io/safetensors.h"

namespace inkling::safetensors {

static_assert(std::endian::native == std::endian::little,
              "tensors are read and written as they stand in memory");

inline constexpr const char* kWhere = "safetensors";
inline constexpr const char* kMetadata = "__metadata__";
inline constexpr const char *kFloats = "F32", *kIntegers = "I8";
/// The header's length comes first.
inline constexpr std::size_t kLengthBytes = 8;

inline std::size_t bytes_each(bool integers) {
  return integers ? 1 : sizeof(float);
}

template <typename Number>
void check_finite(const std::string& tensor, std::span<const Number> values);

}  // namespace inkling::safetensors
