#pragma once

#include "metrics/thresholded_share.h"

namespace inkling {

/// Of all labels, the share whose prediction is above `thresholds`.
/// https://keras.io/api/metrics/classification_metrics/#recall-class
class Recall final : public ThresholdedShare {
 public:
  std::string_view type() const override { return "Recall"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
};

}  // namespace inkling
