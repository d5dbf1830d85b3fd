#include "layers/activation.h"

#include <algorithm>

namespace inkling {

Shape ActivationLayer::compute_output_shape(const Shape& input) {
  activation_.build();
  return input;
}

std::size_t ActivationLayer::state_size(int batch) const {
  return activation_.state_size(output_shape().elements() * batch);
}

void ActivationLayer::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  std::copy(x.begin(), x.end(), y.begin());
  activation_.forward(pass.state, y);
}

void ActivationLayer::backward(const Pass& pass, ConstTensorView, ConstTensorView y, TensorView dy,
                               TensorView dx) {
  if (!dx) return;
  activation_.backward(pass.state, y, dy);
  std::copy(dy.begin(), dy.end(), dx.begin());
}
}  // namespace inkling
