#include "layers/max_pooling2d.h"

#include "base/parallel.h"

namespace inkling {

void MaxPooling2D::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  parallel_for(x.shape[0],
               [&](std::size_t sample, std::size_t) { forward_samples(pass, x, y, sample, 1, sample); });
}

void MaxPooling2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                            TensorView dx) {
  if (!dx) return;
  parallel_for(x.shape[0], [&](std::size_t sample, std::size_t) {
    backward_samples(pass, x, y, dy, dx, sample, 1, sample);
  });
}

void MaxPooling2D::forward_samples(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first,
                                   std::size_t count, std::size_t place) {
  const std::size_t in = pooling().input_size(), out = pooling().output_size();
  for (std::size_t i = first; i < first + count; ++i, ++place) {
    pooling().max_forward(x.data + place * in, y.data + i * out, pass.state + i * out);
    if (activation_) activation_->forward({y.data + i * out, out}, pooling().channels);
  }
}

void MaxPooling2D::backward_samples(const Pass& pass, ConstTensorView, ConstTensorView y, TensorView dy,
                                    TensorView dx, std::size_t first, std::size_t count, std::size_t place) {
  const std::size_t in = pooling().input_size(), out = pooling().output_size();
  for (std::size_t i = first; i < first + count; ++i, ++place) {
    const Values gradient(dy.data + i * out, out);
    if (activation_) activation_->backward({}, {y.data + i * out, out}, gradient, pooling().channels);
    pooling().max_backward(pass.state + i * out, gradient.data(), dx.data + place * in);
  }
}

}  // namespace inkling
