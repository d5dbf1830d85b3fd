#pragma once

#include "initializers/initializer.h"

namespace inkling {

/// Variance 1 / fan_average (Glorot and Bengio, 2010) or 2 / fan_in (He et al., arXiv:1502.01852), from a
/// uniform distribution or from a normal one cut off at two standard deviations, as Keras does.
class VarianceScaling final : public Initializer {
 public:
  enum class Mode { kGlorot, kHe };
  enum class Distribution { kUniform, kTruncatedNormal };

  VarianceScaling(Mode mode, Distribution distribution) : mode_(mode), distribution_(distribution) {}
  void fill(TensorView weights, int fan_in, int fan_out, Random& random) const override;

 private:
  Mode mode_;
  Distribution distribution_;
};

}  // namespace inkling
