#include "layers/global_max_pooling2d.h"

#include "base/parallel.h"

namespace inkling {

std::size_t GlobalMaxPooling2D::scratch_size(int) const {
  return thread_count() * input_shape()[2];
}

void GlobalMaxPooling2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  pooling().max_forward(x.shape[0], x.data, y.data);
}

void GlobalMaxPooling2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                                  TensorView dx) {
  if (dx) pooling().max_backward(x.shape[0], x.data, y.data, dy.data, dx.data, pass.scratch);
}

}  // namespace inkling
