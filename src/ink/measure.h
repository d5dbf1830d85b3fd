#pragma once

#include <cstdint>
#include <span>

#include "ink/prepare.h"

namespace inkling {

/// How the characters of a data set are drawn: what makes drawings look like its images, (n, 28, 28) bytes
/// from 0 paper to 255 ink, of which some hundred are looked at. A set that differs from MNIST by no more
/// than its images do among themselves is drawn as MNIST.
InkOptions measure_ink(std::span<const std::uint8_t> images);

}  // namespace inkling
