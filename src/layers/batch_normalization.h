#pragma once

#include "layers/layer.h"

namespace inkling {

/// gamma * (x - mean) / sqrt(variance + epsilon) + beta over the last axis, with the (biased) moments of the
/// batch while training and their moving averages afterwards (Ioffe and Szegedy, arXiv:1502.03167).
/// https://keras.io/api/layers/normalization_layers/batch_normalization/
class BatchNormalization final : public Layer {
 public:
  std::string_view type() const override { return "BatchNormalization"; }
  void describe(Fields& fields) override;
  std::size_t state_size(int batch) const override;
  std::size_t scratch_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_output() const override { return false; }

 protected:
  Shape compute_output_shape(const Shape& input) override { return input; }
  std::vector<WeightSpec> declare_weights(const Shape& input) override;

 private:
  int channels() const { return input_shape()[-1]; }
  /// Where it is not trainable, it keeps to its moving averages, as in Keras.
  bool uses_batch(const Pass& pass) const { return pass.training && trainable(); }

  double momentum_ = 0.99;
  double epsilon_ = 0.001;
  bool center_ = true, scale_ = true;
  /// Where each weight stands among those declared; -1 where there is none.
  int gamma_ = -1, beta_ = -1, moving_mean_ = 0, moving_variance_ = 0;
};

}  // namespace inkling
