#pragma once

#include "metrics/metric.h"

namespace inkling {

/// The share of samples whose label is among the k largest predictions; a tie counts for the label.
/// https://keras.io/api/metrics/accuracy_metrics/#topkcategoricalaccuracy-class
class TopKCategoricalAccuracy final : public Metric {
 public:
  std::string_view type() const override { return "TopKCategoricalAccuracy"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
  double result() const override {
    return seen_ ? static_cast<double>(right_) / static_cast<double>(seen_) : 0;
  }
  void reset() override { right_ = seen_ = 0; }

 protected:
  void describe_own(Fields& fields) override { fields.integer("k", k_, 1); }

 private:
  int k_ = 5;
  std::size_t right_ = 0, seen_ = 0;
};

}  // namespace inkling
