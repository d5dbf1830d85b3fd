#pragma once

#include "metrics/metric.h"

namespace inkling {

/// The share of samples whose largest prediction is at the label.
/// https://keras.io/api/metrics/accuracy_metrics/#accuracy-class
class Accuracy final : public Metric {
 public:
  std::string_view type() const override { return "Accuracy"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
  double result() const override {
    return seen_ ? static_cast<double>(right_) / static_cast<double>(seen_) : 0;
  }
  void reset() override { right_ = seen_ = 0; }

 private:
  std::size_t right_ = 0, seen_ = 0;
};

}  // namespace inkling
