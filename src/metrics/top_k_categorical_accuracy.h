#pragma once

#include "metrics/share.h"

namespace inkling {

/// The share of samples whose label is among the k largest predictions; a tie counts for the label.
/// https://keras.io/api/metrics/accuracy_metrics/#topkcategoricalaccuracy-class
class TopKCategoricalAccuracy final : public Share {
 public:
  std::string_view type() const override { return "TopKCategoricalAccuracy"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;

 protected:
  void describe_own(Fields& fields) override { fields.integer("k", k_, 1); }

 private:
  int k_ = 5;
};

}  // namespace inkling
