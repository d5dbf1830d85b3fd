#pragma once

#include "initializers/initializer.h"

namespace inkling {

/// Every weight is `value`.
class Constant final : public Initializer {
 public:
  void describe(Fields& fields) override { fields.number("value", value_, -1e6, 1e6); }
  void fill(TensorView weights, int fan_in, int fan_out, Random& random) const override;

 private:
  double value_ = 0;
};

}  // namespace inkling
