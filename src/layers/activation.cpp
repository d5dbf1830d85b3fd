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

std::size_t ActivationLayer::epilogue_samples(int batch) const {
  return std::min(thread_count(), static_cast<std::size_t>(batch));
}

void ActivationLayer::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const std::size_t size = output_shape().elements(), samples = x.shape[0];
  const bool own_place = pass.transient && thread_count() <= samples;
  parallel_for(samples, [&](std::size_t sample, std::size_t worker) {
    const std::size_t place = own_place ? worker : sample;
    std::copy_n(x.data + sample * size, size, y.data + place * size);
    if (!pass.skip_activation) activation_.forward(pass.state, y, sample, 1, place);
    if (pass.epilogue) (*pass.epilogue)(sample, 1, place);
  });
}

void ActivationLayer::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                               TensorView dx) {
  if (!dx) return;
  const std::size_t size = output_shape().elements(), samples = x.shape[0];
  const bool own_place = pass.prologue && thread_count() <= samples;
  parallel_for(samples, [&](std::size_t sample, std::size_t worker) {
    const std::size_t place = own_place ? worker : sample;
    if (pass.prologue) (*pass.prologue)(sample, 1, place);
    if (!pass.skip_activation) activation_.backward(pass.state, y, dy, sample, 1, place);
    std::copy_n(dy.data + place * size, size, dx.data + sample * size);
  });
}

}  // namespace inkling
