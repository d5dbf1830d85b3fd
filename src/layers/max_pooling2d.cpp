#include "layers/max_pooling2d.h"

namespace inkling {

void MaxPooling2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  pooling().max_forward(x.shape[0], x.data, y.data);
}

void MaxPooling2D::backward(const Pass&, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx) {
  if (dx) pooling().max_backward(x.shape[0], x.data, y.data, dy.data, dx.data);
}

}  // namespace inkling
