#include "activations/sigmoid.h"

#include "base/math.h"

namespace inkling {

void Sigmoid::forward(Values y, int) const {
  for (Scalar& value : y) value = static_cast<Scalar>(1 / (1 + math::exp(-value)));
}

void Sigmoid::backward(ConstValues, ConstValues y, Values dy, int) const {
  for (std::size_t i = 0; i < y.size(); ++i) dy[i] *= y[i] * (1 - y[i]);
}

}  // namespace inkling
