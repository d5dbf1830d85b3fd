#pragma once

#include "schedules/schedule.h"

namespace inkling {

/// Rises linearly from initial_learning_rate to warmup_target within warmup_steps, then falls along half a
/// cosine to alpha times that rate within decay_steps (Loshchilov and Hutter, arXiv:1608.03983). decay_steps
/// 0: to the end. https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/
class CosineDecay final : public Schedule {
 public:
  void describe(Fields& fields) override;
  void begin(std::int64_t total_steps) override { total_steps_ = total_steps; }
  double rate(std::int64_t step) const override;

 private:
  std::int64_t total_steps_ = 0;
  double initial_learning_rate_ = 0.001, alpha_ = 0;
  /// Below 0 where there is none, and no warm-up.
  double warmup_target_ = -1;
  int decay_steps_ = 0, warmup_steps_ = 0;
};

}  // namespace inkling
