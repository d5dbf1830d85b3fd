#pragma once

#include "layers/layer.h"

namespace inkling {

/// The same numbers under another shape, target_shape, of which one size may be -1: whatever is left.
/// https://keras.io/api/layers/reshaping_layers/reshape/
class Reshape final : public Layer {
 public:
  std::string_view type() const override { return "Reshape"; }
  void describe(Fields& fields) override {
    fields.json("target_shape", target_shape_);
    fields.suggest_list({-1});
  }
  bool only_reshapes() const override { return true; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  Json target_shape_;
};

}  // namespace inkling
