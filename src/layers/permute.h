#pragma once

#include <array>

#include "layers/layer.h"

namespace inkling {

/// The same numbers with the axes in another order: axis i of the output is axis dims[i] of the input,
/// counted from 1, the batch left out. https://keras.io/api/layers/reshaping_layers/permute/
class Permute final : public Layer {
 public:
  std::string_view type() const override { return "Permute"; }
  void describe(Fields& fields) override {
    fields.json("dims", dims_);
    fields.suggest_list({2, 1, 3});
  }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  static constexpr int kMaxAxes = Shape::kMaxRank - 1;

  /// Calls body(inner, outer) for every number of the samples: where it is in the input and in the output.
  template <typename Body>
  void for_each_number(int batch, const Body& body) const;

  Json dims_;
  /// Of each axis of the output, with axes of one number in front: its size, and how far its numbers are
  /// apart in the input.
  std::array<std::size_t, kMaxAxes> sizes_{}, steps_{};
};

}  // namespace inkling
