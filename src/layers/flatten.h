#pragma once

#include "layers/layer.h"

namespace inkling {

/// (height, width, channels) -> (height * width * channels).
/// https://keras.io/api/layers/reshaping_layers/flatten/
class Flatten final : public Layer {
 public:
  std::string_view type() const override { return "Flatten"; }
  void describe(Fields& fields) override { fields.fixed("data_format", {"channels_last"}); }
  bool only_reshapes() const override { return true; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override;
};

}  // namespace inkling
