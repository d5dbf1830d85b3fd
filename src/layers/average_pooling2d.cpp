#include "layers/average_pooling2d.h"

namespace inkling {

void AveragePooling2D::pool(const Scalar* x, Scalar* y, Scalar*) const {
  pooling_.sum_forward(x, true, y);
}

void AveragePooling2D::pool_backward(const Scalar*, const Scalar* dy, Scalar* dx) const {
  pooling_.sum_backward(dy, true, dx);
}

}  // namespace inkling
