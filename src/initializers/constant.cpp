#include "initializers/constant.h"

#include <algorithm>

namespace inkling {

void Constant::fill(TensorView weights, int, int, Random&) const {
  std::fill(weights.begin(), weights.end(), static_cast<Scalar>(value_));
}

}  // namespace inkling
