#pragma once

#include "layers/layer.h"

namespace inkling {

/// (height, width, channels) -> (channels): the mean of each channel.
/// https://keras.io/api/layers/pooling_layers/global_average_pooling2d/
class GlobalAveragePooling2D final : public Layer {
 public:
  std::string_view type() const override { return "GlobalAveragePooling2D"; }
  void describe(Fields& fields) override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;
};

}  // namespace inkling
