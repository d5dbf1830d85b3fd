#pragma once

#include <vector>

#include "layers/layer.h"

namespace inkling {

/// The weights of a layer that multiplies by a kernel, and may add a bias: how they begin, and what keeps
/// them small.
struct KernelAndBias {
  bool use_bias = true;
  Json kernel_initializer = "glorot_uniform", bias_initializer = "zeros";
  Json kernel_regularizer, bias_regularizer;

  /// Keras's configuration keys, but for use_bias.
  void describe(Fields& fields);
  /// A kernel, whose last axis is the outputs, and then the bias.
  std::vector<WeightSpec> specs(const Shape& kernel, int fan_in, int fan_out) const;
};

}  // namespace inkling
