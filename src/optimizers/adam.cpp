#include "optimizers/adam.h"

#include <cmath>

#include "base/math.h"

namespace inkling {

void Adam::describe_own(Fields& fields) {
  fields.number("beta_1", beta_1_, 0, 1);
  fields.number("beta_2", beta_2_, 0, 1);
  fields.number("epsilon", epsilon_, 0, 1);
  fields.fixed("amsgrad", {false});
}

void Adam::apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) {
  const auto t = static_cast<double>(iteration);
  const double corrected = rate * std::sqrt(1 - math::pow(beta_2_, t)) / (1 - math::pow(beta_1_, t));
  adam(gradients, static_cast<Scalar>(corrected), static_cast<Scalar>(beta_1_), static_cast<Scalar>(beta_2_),
       static_cast<Scalar>(epsilon_), slot(0), slot(1), weights);
}

}  // namespace inkling
