#pragma once

#include "initializers/initializer.h"

namespace inkling {

/// Evenly from [minval, maxval).
class RandomUniform final : public Initializer {
 public:
  void describe(Fields& fields) override;
  void fill(TensorView weights, int fan_in, int fan_out, Random& random) const override;

 private:
  double minval_ = -0.05, maxval_ = 0.05;
};

}  // namespace inkling
