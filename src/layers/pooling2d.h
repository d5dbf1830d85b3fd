#pragma once

#include "layers/pooling_layer.h"
#include "layers/window.h"

namespace inkling {

/// (height, width, channels) -> one number for each window and channel.
class Pooling2D : public PoolingLayer {
 public:
  void describe(Fields& fields) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  Window window_{.size = {2, 2}};
};

}  // namespace inkling
