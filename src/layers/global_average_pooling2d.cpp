#include "layers/global_average_pooling2d.h"

namespace inkling {

void GlobalAveragePooling2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  pooling().sum_forward(x.shape[0], x.data, true, y.data);
}

void GlobalAveragePooling2D::backward(const Pass&, ConstTensorView x, ConstTensorView, TensorView dy,
                                      TensorView dx) {
  if (dx) pooling().sum_backward(x.shape[0], dy.data, true, dx.data);
}

}  // namespace inkling
