#include "layers/global_max_pooling2d.h"

namespace inkling {

void GlobalMaxPooling2D::pool(const Scalar* x, Scalar* y, Scalar* argmax) const {
  pooling_.max_forward(x, y, argmax);
}

void GlobalMaxPooling2D::pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const {
  pooling_.max_backward(argmax, dy, dx);
}

}  // namespace inkling
