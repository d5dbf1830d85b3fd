#pragma once

#include "initializers/initializer.h"

namespace inkling {

/// Every weight is `value`: "zeros" and "ones".
class Constant final : public Initializer {
 public:
  explicit Constant(Scalar value) : value_(value) {}
  void fill(TensorView weights, int fan_in, int fan_out, Random& random) const override;

 private:
  Scalar value_;
};

}  // namespace inkling
