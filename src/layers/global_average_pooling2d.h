#pragma once

#include "layers/global_pooling2d.h"

namespace inkling {

/// (height, width, channels) -> (channels): the mean of each channel.
/// https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
class GlobalAveragePooling2D final : public GlobalPooling2D {
 public:
  std::string_view type() const override { return "GlobalAveragePooling2D"; }

 protected:
  void pool(const Scalar* x, Scalar* y, Scalar* argmax) const override;
  void pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const override;
};

}  // namespace inkling
