#pragma once

#include "metrics/metric.h"

namespace inkling {

/// Of all labels, the share whose prediction is above `thresholds`.
/// https://keras.io/api/metrics/classification_metrics/#recall-class
class Recall final : public Metric {
 public:
  std::string_view type() const override { return "Recall"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
  double result() const override {
    return seen_ ? static_cast<double>(right_) / static_cast<double>(seen_) : 0;
  }
  void reset() override { right_ = seen_ = 0; }

 protected:
  void describe_own(Fields& fields) override;

 private:
  double thresholds_ = 0.5;
  std::size_t right_ = 0, seen_ = 0;
};

}  // namespace inkling
