#pragma once

#include "metrics/metric.h"

namespace inkling {

/// Of all predictions above `thresholds`, the share that is at its label.
/// https://keras.io/api/metrics/classification_metrics/#precision-class
class Precision final : public Metric {
 public:
  std::string_view type() const override { return "Precision"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
  double result() const override {
    return said_ ? static_cast<double>(right_) / static_cast<double>(said_) : 0;
  }
  void reset() override { right_ = said_ = 0; }

 protected:
  void describe_own(Fields& fields) override;

 private:
  double thresholds_ = 0.5;
  std::size_t right_ = 0, said_ = 0;
};

}  // namespace inkling
