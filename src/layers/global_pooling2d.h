#pragma once

#include "kernels/pooling.h"
#include "layers/layer.h"

namespace inkling {

/// What the global pooling layers share: (height, width, channels) -> (channels), one window as large as the
/// image.
class GlobalPooling2D : public Layer {
 public:
  void describe(Fields& fields) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;
  const Pooling& pooling() const { return pooling_; }

 private:
  Pooling pooling_{};
};

}  // namespace inkling
