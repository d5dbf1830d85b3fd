#pragma once

#include "kernels/pooling.h"
#include "layers/layer.h"
#include "layers/window.h"

namespace inkling {

/// What the pooling layers share: (height, width, channels) -> one number for each window and channel.
class Pooling2D : public Layer {
 public:
  void describe(Fields& fields) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;
  const Pooling& pooling() const { return pooling_; }

 private:
  Window window_{.size = {2, 2}};
  Pooling pooling_{};
};

}  // namespace inkling
