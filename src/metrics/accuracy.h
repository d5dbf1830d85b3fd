#pragma once

#include "metrics/share.h"

namespace inkling {

/// The share of samples whose largest prediction is at the label.
/// https://keras.io/api/metrics/accuracy_metrics/#accuracy-class
class Accuracy final : public Share {
 public:
  std::string_view type() const override { return "Accuracy"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
};

}  // namespace inkling
