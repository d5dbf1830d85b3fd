#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "tensor/tensor.h"

namespace inkling {

/// How the weights of a layer begin. https://keras.io/api/layers/initializers/
class Initializer {
 public:
  virtual ~Initializer() = default;
  /// Fills `weights`, of which `fan_in` feed one output and `fan_out` are fed by one input.
  virtual void fill(TensorView weights, int fan_in, int fan_out, Random& random) const = 0;
};

/// Keras's name, such as "glorot_uniform".
std::unique_ptr<Initializer> make_initializer(std::string_view name);
std::vector<std::string> initializer_names();

}  // namespace inkling
