#pragma once

#include "metrics/metric.h"

namespace inkling {

/// The area under the receiver operating characteristic, one class against the rest, as a mean over the
/// classes that have both: the probability that a sample of the class scores higher than another sample, ties
/// counted half (Hanley and McNeil, 1982). Exact, as scikit-learn's roc_auc_score(multi_class="ovr"); Keras's
/// AUC approximates it with 200 thresholds. Keeps all predictions since reset().
/// https://keras.io/api/metrics/classification_metrics/#auc-class
class AUC final : public Metric {
 public:
  std::string_view type() const override { return "AUC"; }
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) override;
  double result() const override;
  void reset() override;
  void describe_state(State& state) override;

 private:
  double area(std::size_t label) const;

  std::size_t classes_ = 0;
  std::vector<Scalar> predictions_;
  std::vector<std::uint8_t> labels_;
};

}  // namespace inkling
