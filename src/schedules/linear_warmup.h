#pragma once

#include "schedules/schedule.h"

namespace inkling {

/// The rate of another schedule (or a number), times (step + 1) / warmup_steps during the first warmup_steps
/// (Goyal et al., arXiv:1706.02677). Keras has none.
class LinearWarmup final : public Schedule {
 public:
  void describe(Fields& fields) override;
  void begin(std::int64_t total_steps) override { inner_ = read_schedule(learning_rate_, total_steps); }
  double rate(std::int64_t step) const override;

 private:
  int warmup_steps_ = 0;
  Json learning_rate_;
  std::unique_ptr<Schedule> inner_;
};

}  // namespace inkling
