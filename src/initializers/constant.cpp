#include "initializers/constant.h"

namespace inkling {

void Constant::fill(TensorView weights, int, int, Random&) const {
  for (Scalar& weight : weights) weight = value_;
}

}  // namespace inkling
