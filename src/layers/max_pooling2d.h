#pragma once

#include "layers/pooling2d.h"

namespace inkling {

/// The largest number of each window and channel. https://keras.io/api/layers/pooling_layers/max_pooling2d/
class MaxPooling2D final : public Pooling2D {
 public:
  std::string_view type() const override { return "MaxPooling2D"; }
  std::size_t state_size(int batch) const override { return output_shape().elements() * batch; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool works_by_samples() const override { return true; }
  void forward_samples(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first,
                       std::size_t count, std::size_t place) override;
  void backward_samples(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx,
                        std::size_t first, std::size_t count, std::size_t place) override;
  bool picks_largest() const override { return true; }
  void end_with(std::unique_ptr<Activation> activation) override { activation_ = std::move(activation); }

 private:
  std::unique_ptr<Activation> activation_;
};

}  // namespace inkling
