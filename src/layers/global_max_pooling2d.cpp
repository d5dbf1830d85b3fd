#include "layers/global_max_pooling2d.h"

#include "base/parallel.h"

namespace inkling {

void GlobalMaxPooling2D::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const std::size_t in = pooling().input_size(), out = pooling().output_size();
  parallel_for(x.shape[0], [&](std::size_t i, std::size_t) {
    pooling().max_forward(x.data + i * in, y.data + i * out, pass.state + i * out);
  });
}

void GlobalMaxPooling2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView, TensorView dy,
                                  TensorView dx) {
  if (!dx) return;
  const std::size_t in = pooling().input_size(), out = pooling().output_size();
  parallel_for(x.shape[0], [&](std::size_t i, std::size_t) {
    pooling().max_backward(pass.state + i * out, dy.data + i * out, dx.data + i * in);
  });
}

}  // namespace inkling
