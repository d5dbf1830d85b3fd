#include "initializers/random_uniform.h"

namespace inkling {

void RandomUniform::describe(Fields& fields) {
  fields.number("minval", minval_, -1e6, 1e6);
  fields.number("maxval", maxval_, minval_, 1e6);
  Initializer::describe(fields);
}

void RandomUniform::fill(TensorView weights, int, int, Random& random) const {
  for (Scalar& weight : weights) weight = static_cast<Scalar>(random.uniform(minval_, maxval_));
}

}  // namespace inkling
