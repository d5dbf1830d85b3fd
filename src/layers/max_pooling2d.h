#pragma once

#include "layers/pooling2d.h"

namespace inkling {

/// The largest number of each window and channel. https://keras.io/api/layers/pooling_layers/max_pooling2d/
class MaxPooling2D final : public Pooling2D {
 public:
  std::string_view type() const override { return "MaxPooling2D"; }
  bool is_max_pooling() const override { return true; }
  bool is_max_pooling_2x2() const override { return pooling_.halves(); }

 protected:
  void pool(const Scalar* x, Scalar* y, Scalar* argmax) const override;
  void pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const override;
};

}  // namespace inkling
