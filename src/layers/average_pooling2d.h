#pragma once

#include "layers/pooling2d.h"

namespace inkling {

/// The mean of each window and channel, over what of the window lies inside the image.
/// https://keras.io/api/layers/pooling_layers/average_pooling2d/
class AveragePooling2D final : public Pooling2D {
 public:
  std::string_view type() const override { return "AveragePooling2D"; }

 protected:
  void pool(const Scalar* x, Scalar* y, Scalar* argmax) const override;
  void pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const override;
};

}  // namespace inkling
