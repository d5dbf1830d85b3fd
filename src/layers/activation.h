#pragma once

#include "activations/activation.h"
#include "layers/layer.h"

namespace inkling {

/// An activation as a layer of its own: Keras's Activation.
/// https://keras.io/api/layers/core_layers/activation/
class ActivationLayer final : public Layer {
 public:
  std::string_view type() const override { return "Activation"; }
  void describe(Fields& fields) override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  std::string_view activation() const override { return activation_name_; }
  std::unique_ptr<Activation> take_activation() override;

 protected:
  Shape compute_output_shape(const Shape& input) override;

 private:
  std::string activation_name_ = "linear";
  std::unique_ptr<Activation> activation_;
};

}  // namespace inkling
