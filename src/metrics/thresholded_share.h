#pragma once

#include "metrics/share.h"

namespace inkling {

/// A share that depends on which probabilities are above a threshold.
class ThresholdedShare : public Share {
 protected:
  double threshold() const { return thresholds_; }
  void describe_own(Fields& fields) final {
    fields.number("thresholds", thresholds_, 0, 1);
    fields.fixed("top_k", {});
    fields.fixed("class_id", {});
  }

 private:
  double thresholds_ = 0.5;
};

}  // namespace inkling
