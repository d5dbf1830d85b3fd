#pragma once

#include <vector>

#include "model/inside.h"

namespace inkling {

/// A number for each pixel of the image that `inside` saw last, row by row: above 0 where it speaks for a
/// class, below where it speaks against it. Throw an Error for a class that there is not.

/// The gradient of the class's score times the image, summed over its channels: where ink changes the score
/// at once.
std::vector<Scalar> gradient_times_input(Inside& inside, std::size_t label);

/// By how much the class's probability falls where windows of 5x5 pixels are covered with paper, as the mean
/// of the windows over a pixel (Zeiler and Fergus, 2014, https://arxiv.org/abs/1311.2901).
std::vector<Scalar> occlusion(Inside& inside, std::size_t label);

/// Where the maps of a layer speak for the class, never below 0: the maps, weighted with the mean of their
/// gradients (Selvaraju et al., 2017, https://arxiv.org/abs/1610.02391), and enlarged to the image by linear
/// interpolation. Throws an Error where the layer has no maps.
std::vector<Scalar> grad_cam(Inside& inside, std::size_t layer, std::size_t label);

}  // namespace inkling
