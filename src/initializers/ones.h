#pragma once

#include <algorithm>

#include "initializers/initializer.h"

namespace inkling {

/// Every weight is 1.
class Ones final : public Initializer {
 public:
  void describe(Fields&) override {}
  void fill(TensorView weights, int, int, Random&) const override {
    std::fill(weights.begin(), weights.end(), Scalar(1));
  }
};

}  // namespace inkling
