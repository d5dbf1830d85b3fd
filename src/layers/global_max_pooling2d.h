#pragma once

#include "kernels/pooling.h"
#include "layers/layer.h"

namespace inkling {

/// (height, width, channels) -> (channels): the largest number of each channel.
/// https://keras.io/api/layers/pooling_layers/global_max_pooling2d/
class GlobalMaxPooling2D final : public Layer {
 public:
  std::string_view type() const override { return "GlobalMaxPooling2D"; }
  void describe(Fields& fields) override;
  std::size_t scratch_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  Pooling pooling_{};
};

}  // namespace inkling
