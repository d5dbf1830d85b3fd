#pragma once

#include "base/fields.h"

namespace inkling {

/// How far images of handwriting are augmented while a network learns from them. Each number is the largest
/// departure to either side, drawn evenly for each image; 0 leaves that side of it alone. Lengths are pixels.
struct Augmentation {
  double rotation_degrees = 0;
  /// Size, as a fraction: 0.13 is 0.87 to 1.13 times as large.
  double scale = 0;
  /// Width to height, as a fraction.
  double aspect = 0;
  /// Pixels to the side for each pixel of height.
  double shear = 0;
  double shift = 0;
  /// Standard deviation by which each point of a random grid, 4x4 to 7x7, is displaced; smooth in between.
  double elastic = 0;
  /// Width added to strokes or taken from them, in half of the images.
  double thickness = 0;
  /// Ink times 1 +- gain, in the 30 % of images that gamma changes too.
  double gain = 0;
  /// Ink to the power of e^(+-gamma).
  double gamma = 0;

  void describe(Fields& fields);
  bool any() const;
  /// Throws an Error where a number is out of range.
  void validate() const;

  bool operator==(const Augmentation&) const = default;
};

}  // namespace inkling
