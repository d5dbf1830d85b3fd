#pragma once

#include "layers/global_pooling2d.h"

namespace inkling {

/// (height, width, channels) -> (channels): the largest number of each channel.
/// https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
class GlobalMaxPooling2D final : public GlobalPooling2D {
 public:
  std::string_view type() const override { return "GlobalMaxPooling2D"; }
  std::size_t state_size(int batch) const override { return output_shape().elements() * batch; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
};

}  // namespace inkling
