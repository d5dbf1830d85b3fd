#include "layers/activation.h"

#include <algorithm>
#include <utility>

namespace inkling {

void ActivationLayer::describe(Fields& fields) {
  fields.choice("activation", activation_name_, activation_names());
}

Shape ActivationLayer::compute_output_shape(const Shape& input) {
  activation_ = make_activation(activation_name_);
  return input;
}

void ActivationLayer::forward(const Pass&, ConstTensorView x, TensorView y) {
  std::copy(x.begin(), x.end(), y.begin());
  activation_->forward({y.data, y.size()}, y.shape[-1]);
}

void ActivationLayer::backward(const Pass&, ConstTensorView, ConstTensorView y, TensorView dy,
                               TensorView dx) {
  if (!dx) return;
  activation_->backward({y.data, y.size()}, {dy.data, dy.size()}, y.shape[-1]);
  std::copy(dy.begin(), dy.end(), dx.begin());
}

std::unique_ptr<Activation> ActivationLayer::take_activation() {
  return std::exchange(activation_, make_activation("linear"));
}

}  // namespace inkling
