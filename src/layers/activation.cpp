#include "layers/activation.h"

#include <algorithm>

#include "base/parallel.h"

namespace inkling {

Shape ActivationLayer::compute_output_shape(const Shape& input) {
  activation_.build();
  return input;
}

std::size_t ActivationLayer::state_size(int batch) const {
  return activation_.state_size(output_shape().elements() * batch);
}

void ActivationLayer::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const std::size_t size = output_shape().elements();
  parallel_for(x.shape[0], [&](std::size_t sample, std::size_t) {
    std::copy_n(x.data + sample * size, size, y.data + sample * size);
    activation_.forward(pass.state, y, sample, 1, sample);
  });
}

void ActivationLayer::backward(const Pass& pass, ConstTensorView, ConstTensorView y, TensorView dy,
                               TensorView dx) {
  if (!dx) return;
  const std::size_t size = output_shape().elements();
  parallel_for(dy.shape[0], [&](std::size_t sample, std::size_t) {
    activation_.backward(pass.state, y, dy, sample, 1, sample);
    std::copy_n(dy.data + sample * size, size, dx.data + sample * size);
  });
}

}  // namespace inkling
