#pragma once

#include "layers/output_activation.h"

namespace inkling {

/// An activation as a layer of its own: Keras's Activation.
/// https://keras.io/api/layers/core_layers/activation/
class ActivationLayer final : public Layer {
 public:
  std::string_view type() const override { return "Activation"; }
  void describe(Fields& fields) override { activation_.describe(fields); }
  std::size_t state_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return !activation_.is_linear(); }
  bool supports_epilogue() const override { return true; }
  std::size_t epilogue_samples(int batch) const override;
  std::string_view activation() const override { return activation_.name(); }

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  OutputActivation activation_;
};

}  // namespace inkling
