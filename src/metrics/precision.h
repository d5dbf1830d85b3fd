#pragma once

#include "metrics/share.h"

namespace inkling {

/// Of all predictions above `thresholds`, the share that is at its label.
/// https://keras.io/api/metrics/classification_metrics/#precision-class
class Precision final : public Share {
 public:
  std::string_view type() const override { return "Precision"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;

 protected:
  void describe_own(Fields& fields) override;

 private:
  double thresholds_ = 0.5;
};

}  // namespace inkling
