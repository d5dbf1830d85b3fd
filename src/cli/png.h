#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/unpacked.h"

namespace inkling {

/// rows x columns pixels of `channels` bytes: grey, grey and alpha, RGB, or RGB and alpha.
struct DecodedPicture {
  int rows = 0, columns = 0, channels = 1;
  std::vector<std::uint8_t> pixels;
};

bool is_png(std::span<const std::byte> bytes);

/// Throws an Error for a damaged file and for pictures of more than kMaxPictureSide a side, or of more bytes
/// than may come unpacked. `name` is for that.
DecodedPicture decode_png(const std::string& name, std::span<const std::byte> bytes, Unpacked& unpacked);

}  // namespace inkling
