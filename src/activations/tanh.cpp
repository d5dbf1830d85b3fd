#include "activations/tanh.h"

#include "base/math.h"

namespace inkling {

void Tanh::forward(Values y, int) const {
  for (Scalar& value : y) value = static_cast<Scalar>(math::tanh(value));
}

void Tanh::backward(ConstValues, ConstValues y, Values dy, int) const {
  for (std::size_t i = 0; i < y.size(); ++i) dy[i] *= 1 - y[i] * y[i];
}

}  // namespace inkling
