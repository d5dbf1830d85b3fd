#pragma once

#include "metrics/share.h"

namespace inkling {

/// Of all labels, the share whose prediction is above `thresholds`.
/// https://keras.io/api/metrics/classification_metrics/#recall-class
class Recall final : public Share {
 public:
  std::string_view type() const override { return "Recall"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;

 protected:
  void describe_own(Fields& fields) override;

 private:
  double thresholds_ = 0.5;
};

}  // namespace inkling
