#include "layers/sum_pooling2d.h"

namespace inkling {

void SumPooling2D::pool(const Scalar* x, Scalar* y, Scalar*) const {
  pooling_.sum_forward(x, false, y);
}

void SumPooling2D::pool_backward(const Scalar*, const Scalar* dy, Scalar* dx) const {
  pooling_.sum_backward(dy, false, dx);
}

}  // namespace inkling
