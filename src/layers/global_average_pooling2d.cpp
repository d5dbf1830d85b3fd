#include "layers/global_average_pooling2d.h"

namespace inkling {

void GlobalAveragePooling2D::pool(const Scalar* x, Scalar* y, Scalar*) const {
  pooling_.sum_forward(x, true, y);
}

void GlobalAveragePooling2D::pool_backward(const Scalar*, const Scalar* dy, Scalar* dx) const {
  pooling_.sum_backward(dy, true, dx);
}

}  // namespace inkling
