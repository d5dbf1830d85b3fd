#include "layers/output_activation.h"

#include <algorithm>

#include "base/parallel.h"

namespace inkling {

void OutputActivation::forward(Scalar* state, TensorView y) const {
  parallel_for(y.shape[0], [&](std::size_t sample, std::size_t) { forward(state, y, sample, 1, sample); });
}

void OutputActivation::forward(Scalar* state, TensorView y, std::size_t first, std::size_t count,
                               std::size_t place) const {
  const std::size_t size = y.size() / y.shape[0];
  const Values values(y.data + place * size, count * size);
  if (state && activation_->needs_input()) std::copy(values.begin(), values.end(), state + first * size);
  activation_->forward(values, y.shape[-1]);
}

void OutputActivation::backward(const Scalar* state, ConstTensorView y, TensorView dy) const {
  parallel_for(y.shape[0],
               [&](std::size_t sample, std::size_t) { backward(state, y, dy, sample, 1, sample); });
}

void OutputActivation::backward(const Scalar* state, ConstTensorView y, TensorView dy, std::size_t first,
                                std::size_t count, std::size_t place) const {
  const std::size_t size = y.size() / y.shape[0], begin = first * size, length = count * size;
  const ConstValues x(state + begin, activation_->needs_input() ? length : 0);
  activation_->backward(x, {y.data + begin, length}, {dy.data + place * size, length}, y.shape[-1]);
}

}  // namespace inkling
