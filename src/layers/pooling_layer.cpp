#include "layers/pooling_layer.h"

#include "base/parallel.h"

namespace inkling {

std::size_t PoolingLayer::state_size(int batch) const {
  return is_max_pooling() ? pooling_.output_size() * batch : 0;
}

Scalar* PoolingLayer::argmax(const Pass& pass, std::size_t sample) const {
  return pass.state && is_max_pooling() ? pass.state + sample * pooling_.output_size() : nullptr;
}

void PoolingLayer::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  parallel_for(x.shape[0],
               [&](std::size_t sample, std::size_t) { forward_range(pass, x, y, sample, 1, sample); });
}

void PoolingLayer::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                            TensorView dx) {
  if (!dx) return;
  parallel_for(x.shape[0], [&](std::size_t sample, std::size_t) {
    backward_range(pass, x, y, dy, dx, sample, 1, sample);
  });
}

void PoolingLayer::forward_range(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first,
                                 std::size_t count, std::size_t place) {
  const std::size_t in = pooling_.input_size(), out = pooling_.output_size();
  for (std::size_t i = 0; i < count; ++i)
    pool(x.data + (place + i) * in, y.data + (first + i) * out, argmax(pass, first + i));
}

void PoolingLayer::backward_range(const Pass& pass, ConstTensorView, ConstTensorView, TensorView dy,
                                  TensorView dx, std::size_t first, std::size_t count, std::size_t place) {
  const std::size_t in = pooling_.input_size(), out = pooling_.output_size();
  for (std::size_t i = 0; i < count; ++i)
    pool_backward(argmax(pass, first + i), dy.data + (first + i) * out, dx.data + (place + i) * in);
}

}  // namespace inkling
