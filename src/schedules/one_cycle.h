#pragma once

#include <limits>

#include "schedules/schedule.h"

namespace inkling {

/// Up from max_learning_rate / div_factor to max_learning_rate within the share pct_start of the run, and
/// down to the first rate / final_div_factor at its end, both along half a cosine (Smith and Topin,
/// arXiv:1708.07120). Keras has none; the names and the values are those of PyTorch's OneCycleLR.
class OneCycle final : public Schedule {
 public:
  void describe(Fields& fields) override;
  void begin(std::int64_t total_steps) override { total_steps_ = total_steps; }
  double rate(std::int64_t step) const override;

 private:
  double max_learning_rate_ = std::numeric_limits<double>::quiet_NaN();
  double pct_start_ = 0.3, div_factor_ = 25, final_div_factor_ = 1e4;
  std::int64_t total_steps_ = 0;
};

}  // namespace inkling
