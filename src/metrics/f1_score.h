#pragma once

#include "metrics/confusion_matrix.h"
#include "metrics/metric.h"

namespace inkling {

/// 2 * precision * recall / (precision + recall), the class with the largest prediction being the guess.
/// `average` tells how one figure comes of many: "macro" (the mean over classes), "weighted" (by how many
/// samples they have) or "micro" (of all together). Keras's default is a figure for each class.
/// https://keras.io/api/metrics/classification_metrics/#f1score-class
class F1Score final : public Metric {
 public:
  std::string_view type() const override { return "F1Score"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override {
    matrix_.update(predictions, labels);
  }
  double result() const override;
  void reset() override { matrix_.reset(); }
  void describe_state(State& state) override { matrix_.describe_state(state); }

 protected:
  void describe_own(Fields& fields) override;

 private:
  std::string average_ = "macro";
  ConfusionMatrix matrix_;
};

}  // namespace inkling
