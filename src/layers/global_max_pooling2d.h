#pragma once

#include "layers/global_pooling2d.h"

namespace inkling {

/// (height, width, channels) -> (channels): the largest number of each channel.
/// https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
class GlobalMaxPooling2D final : public GlobalPooling2D {
 public:
  std::string_view type() const override { return "GlobalMaxPooling2D"; }
  bool is_max_pooling() const override { return true; }

 protected:
  void pool(const Scalar* x, Scalar* y, Scalar* argmax) const override;
  void pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const override;
};

}  // namespace inkling
