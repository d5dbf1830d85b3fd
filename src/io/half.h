#pragma once

#include <bit>
#include <cstdint>

namespace inkling {

/// A float of 16 bits as IEEE has it, with 5 bits of exponent.
struct Float16 {
  std::uint16_t bits;
  operator float() const {
    // Moved to where float32 has them, exponent and fraction mean 2^112 times less than they should. At the
    // largest exponent are infinity and NaN, whose exponent is the largest in float32 too.
    const float scaled = std::bit_cast<float>((bits & 0x7fffu) << 13) * 0x1p112f;
    const bool is_finite = (bits & 0x7c00) != 0x7c00;
    const auto magnitude = std::bit_cast<std::uint32_t>(scaled) | (is_finite ? 0 : 0x7f800000u);
    return std::bit_cast<float>(magnitude | (bits & 0x8000u) << 16);
  }
};

/// The upper half of a float32.
struct BFloat16 {
  std::uint16_t bits;
  operator float() const { return std::bit_cast<float>(std::uint32_t{bits} << 16); }
};

}  // namespace inkling
