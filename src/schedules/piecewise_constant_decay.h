#pragma once

#include <vector>

#include "schedules/schedule.h"

namespace inkling {

/// values[0] up to and with step boundaries[0], values[1] up to and with boundaries[1], and so on: a rate
/// that falls in steps. https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/
class PiecewiseConstantDecay final : public Schedule {
 public:
  void describe(Fields& fields) override;
  void begin(std::int64_t total_steps) override;
  double rate(std::int64_t step) const override;

 private:
  Json boundaries_ = Json::array(), values_ = Json::array();
  std::vector<double> ends_, rates_;
};

}  // namespace inkling
