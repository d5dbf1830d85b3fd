#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace inkling {

/// Class indices.
using Labels = std::span<const std::uint8_t>;

/// Of an image that shows none of the classes: a network learns to find all of them equally likely there
/// (Hendrycks, Mazeika and Dietterich, 2019, https://arxiv.org/abs/1812.04606), and no metric counts it.
inline constexpr std::uint8_t kNoClass = 255;
inline constexpr std::size_t kMaxClasses = kNoClass;

/// What EMNIST's sets call so many classes: 26 letters, 36 digits and letters, 47 digits and letters of which
/// some small ones are one with their capitals, 62 of all (Cohen et al., 2017,
/// https://arxiv.org/abs/1702.05373). Empty for any other number.
std::vector<std::string> emnist_classes(std::size_t count);

}  // namespace inkling
