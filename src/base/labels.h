#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace inkling {

/// Class indices.
using Labels = std::span<const std::uint8_t>;

/// Of an image that shows none of the classes: a network learns to find all of them equally likely there
/// (Hendrycks, Mazeika and Dietterich, 2019, https://arxiv.org/abs/1812.04606), and no metric counts it.
inline constexpr std::uint8_t kNoClass = 255;
inline constexpr std::size_t kMaxClasses = kNoClass;

}  // namespace inkling
