#include "activations/gelu.h"

#include <cmath>

#include "base/math.h"

namespace inkling {

namespace {

double normal_distribution(double x) {
  return 0.5 * (1 + math::erf(x / std::sqrt(2.0)));
}

double normal_density(double x) {
  return math::exp(-0.5 * x * x) / std::sqrt(2 * math::kPi);
}

}  // namespace

void Gelu::forward(Values y, int) const {
  for (Scalar& value : y) value = static_cast<Scalar>(value * normal_distribution(value));
}

void Gelu::backward(ConstValues x, ConstValues, Values dy, int) const {
  for (std::size_t i = 0; i < x.size(); ++i)
    dy[i] *= static_cast<Scalar>(normal_distribution(x[i]) + x[i] * normal_density(x[i]));
}

}  // namespace inkling
