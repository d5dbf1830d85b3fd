#include "base/hash.h"

namespace inkling {

void Hash::add(const void* data, std::size_t bytes) {
  const auto* byte = static_cast<const unsigned char*>(data);
  for (std::size_t i = 0; i < bytes; ++i) value_ = (value_ ^ byte[i]) * 0x100000001b3;
}

std::string Hash::text() const {
  std::string digits(16, '0');
  for (int i = 0; i < 16; ++i) digits[15 - i] = "0123456789abcdef"[(value_ >> (4 * i)) & 15];
  return digits;
}

}  // namespace inkling
