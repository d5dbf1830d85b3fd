#pragma once

#include "layers/layer.h"

namespace inkling {

/// (height, width, channels) with zeros around it. padding is one number for all four sides,
/// [rows, columns], or [[above, below], [left, right]].
/// https://keras.io/api/layers/reshaping_layers/zero_padding2d/
class ZeroPadding2D final : public Layer {
 public:
  std::string_view type() const override { return "ZeroPadding2D"; }
  void describe(Fields& fields) override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  /// Calls body(inner, outer, size) for every row of the images: where it begins inside and outside.
  template <typename Body>
  void for_each_row(int batch, const Body& body) const;

  Json padding_ = 1;
  Pair above_below_{}, left_right_{};
};

}  // namespace inkling
