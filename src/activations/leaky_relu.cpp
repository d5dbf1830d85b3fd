#include "activations/leaky_relu.h"

namespace inkling {

void LeakyRelu::forward(Values y, int) const {
  for (Scalar& value : y) value *= value < 0 ? kNegativeSlope : 1;
}

void LeakyRelu::backward(ConstValues, ConstValues y, Values dy, int) const {
  for (std::size_t i = 0; i < y.size(); ++i) dy[i] *= y[i] < 0 ? kNegativeSlope : 1;
}

}  // namespace inkling
