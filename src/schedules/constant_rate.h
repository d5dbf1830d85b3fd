#pragma once

#include "schedules/schedule.h"

namespace inkling {

/// The same rate at every step: what a number stands for.
class ConstantRate final : public Schedule {
 public:
  explicit ConstantRate(double rate) : rate_(rate) {}
  void describe(Fields&) override {}
  double rate(std::int64_t) const override { return rate_; }

 private:
  double rate_;
};

}  // namespace inkling
