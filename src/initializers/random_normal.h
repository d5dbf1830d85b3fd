#pragma once

#include "initializers/initializer.h"

namespace inkling {

/// From a normal distribution.
class RandomNormal final : public Initializer {
 public:
  void describe(Fields& fields) override;
  void fill(TensorView weights, int fan_in, int fan_out, Random& random) const override;

 private:
  double mean_ = 0, stddev_ = 0.05;
};

}  // namespace inkling
