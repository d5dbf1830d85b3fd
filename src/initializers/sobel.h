#pragma once

#include "initializers/initializer.h"

namespace inkling {

/// The Sobel filters, for kernels (3, 3, channels, filters): filters 0, 2, ... see edges that stand, filters
/// 1, 3, ... edges that lie. Divided by the number of channels, so that grey and colour give the same. Keras
/// has none; with "trainable": false the filters stay as they are.
class Sobel final : public Initializer {
 public:
  void describe(Fields&) override {}
  void fill(TensorView weights, int fan_in, int fan_out, Random& random) const override;
};

}  // namespace inkling
