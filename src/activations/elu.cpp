#include "activations/elu.h"

#include "base/math.h"

namespace inkling {

void Elu::forward(Values y, int) const {
  for (Scalar& value : y)
    if (value < 0) value = static_cast<Scalar>(math::exp(value) - 1);
}

void Elu::backward(ConstValues, ConstValues y, Values dy, int) const {
  for (std::size_t i = 0; i < y.size(); ++i)
    if (y[i] < 0) dy[i] *= y[i] + 1;
}

}  // namespace inkling
