#pragma once

#include "layers/pooling_layer.h"

namespace inkling {

/// (height, width, channels) -> (channels): one window as large as the image.
class GlobalPooling2D : public PoolingLayer {
 public:
  void describe(Fields& fields) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;
};

}  // namespace inkling
