#include "layers/output_activation.h"

#include <algorithm>
#include <utility>

namespace inkling {

std::unique_ptr<Activation> OutputActivation::take() {
  return std::exchange(activation_, make_activation("linear"));
}

void OutputActivation::forward(Scalar* state, TensorView y) const {
  if (activation_->needs_input()) std::copy(y.begin(), y.end(), state);
  activation_->forward({y.data, y.size()}, y.shape[-1]);
}

void OutputActivation::backward(const Scalar* state, ConstTensorView y, TensorView dy) const {
  const ConstValues x(state, activation_->needs_input() ? y.size() : 0);
  activation_->backward(x, {y.data, y.size()}, {dy.data, dy.size()}, y.shape[-1]);
}

}  // namespace inkling
