#include "initializers/random_normal.h"

namespace inkling {

void RandomNormal::describe(Fields& fields) {
  fields.number("mean", mean_, -1e6, 1e6);
  fields.number("stddev", stddev_, 0, 1e6);
  Initializer::describe(fields);
}

void RandomNormal::fill(TensorView weights, int, int, Random& random) const {
  for (Scalar& weight : weights) weight = static_cast<Scalar>(mean_ + stddev_ * random.normal());
}

}  // namespace inkling
