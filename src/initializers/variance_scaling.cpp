#include "initializers/variance_scaling.h"

#include <cmath>

namespace inkling {

namespace {

double truncated_normal(Random& random) {
  for (;;) {
    const double value = random.normal();
    if (std::fabs(value) < 2) return value;
  }
}

}  // namespace

void VarianceScaling::fill(TensorView weights, int fan_in, int fan_out, Random& random) const {
  const double variance = mode_ == Mode::kHe ? 2.0 / fan_in : 2.0 / (fan_in + fan_out);
  if (distribution_ == Distribution::kUniform) {
    const double limit = std::sqrt(3 * variance);
    for (Scalar& weight : weights) weight = static_cast<Scalar>(random.uniform(-limit, limit));
  } else {
    constexpr double kDeviationAfterCut = 0.87962566103423978;
    const double deviation = std::sqrt(variance) / kDeviationAfterCut;
    for (Scalar& weight : weights) weight = static_cast<Scalar>(deviation * truncated_normal(random));
  }
}

}  // namespace inkling
