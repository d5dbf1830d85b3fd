#pragma once

#include "metrics/thresholded_share.h"

namespace inkling {

/// Of all predictions above `thresholds`, the share that is at its label.
/// https://keras.io/api/metrics/classification_metrics/#precision-class
class Precision final : public ThresholdedShare {
 public:
  std::string_view type() const override { return "Precision"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
};

}  // namespace inkling
