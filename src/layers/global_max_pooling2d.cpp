#include "layers/global_max_pooling2d.h"

namespace inkling {

void GlobalMaxPooling2D::pool(const Scalar* x, Scalar* y, Scalar* where) const {
  pooling_.max_forward(x, y, where);
}

void GlobalMaxPooling2D::spread(const Scalar* where, const Scalar* dy, Scalar* dx) const {
  pooling_.max_backward(where, dy, dx);
}

}  // namespace inkling
