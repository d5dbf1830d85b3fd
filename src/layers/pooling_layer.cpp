#include "layers/pooling_layer.h"

#include "base/parallel.h"

namespace inkling {

std::size_t PoolingLayer::state_size(int batch) const {
  return picks_largest() ? pooling_.output_size() * batch : 0;
}

Scalar* PoolingLayer::where(const Pass& pass, std::size_t sample) const {
  return picks_largest() ? pass.state + sample * pooling_.output_size() : nullptr;
}

void PoolingLayer::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  parallel_for(x.shape[0],
               [&](std::size_t sample, std::size_t) { forward_samples(pass, x, y, sample, 1, sample); });
}

void PoolingLayer::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                            TensorView dx) {
  if (!dx) return;
  parallel_for(x.shape[0], [&](std::size_t sample, std::size_t) {
    backward_samples(pass, x, y, dy, dx, sample, 1, sample);
  });
}

void PoolingLayer::forward_samples(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first,
                                   std::size_t count, std::size_t place) {
  const std::size_t in = pooling_.input_size(), out = pooling_.output_size();
  for (std::size_t i = first; i < first + count; ++i, ++place) {
    const Values pooled(y.data + i * out, out);
    pool(x.data + place * in, pooled.data(), where(pass, i));
    if (activation_) activation_->forward(pooled, pooling_.channels);
  }
}

void PoolingLayer::backward_samples(const Pass& pass, ConstTensorView, ConstTensorView y, TensorView dy,
                                    TensorView dx, std::size_t first, std::size_t count, std::size_t place) {
  const std::size_t in = pooling_.input_size(), out = pooling_.output_size();
  for (std::size_t i = first; i < first + count; ++i, ++place) {
    const Values gradient(dy.data + i * out, out);
    if (activation_) activation_->backward({}, {y.data + i * out, out}, gradient, pooling_.channels);
    spread(where(pass, i), gradient.data(), dx.data + place * in);
  }
}

}  // namespace inkling
