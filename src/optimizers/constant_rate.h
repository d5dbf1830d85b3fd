#pragma once

#include "optimizers/schedule.h"

namespace inkling {

/// The same rate at every step.
class ConstantRate final : public Schedule {
 public:
  explicit ConstantRate(double rate) : rate_(rate) {}
  double rate(std::int64_t) const override { return rate_; }

 private:
  double rate_;
};

}  // namespace inkling
