#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// The brightness of pixels as files and canvases hold them, 0 black to 255 white: of `channels` bytes each,
/// grey (1), grey and alpha (2), red, green and blue (3), or those and alpha (4), none multiplied by alpha.
/// What is transparent is paper, and of such a shade that the ink shows: light ink on nothing lies on black,
/// all else on white.
std::vector<std::uint8_t> grey(std::span<const std::uint8_t> pixels, int channels);

}  // namespace inkling
