#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/random.h"
#include "tensor/tensor.h"

namespace inkling {

/// How the weights of a layer begin. https://keras.io/api/layers/initializers/
class Initializer {
 public:
  virtual ~Initializer() = default;
  /// Keras's configuration keys.
  virtual void describe(Fields& fields) { fields.fixed("seed", {}); }
  /// Fills `weights`, of which `fan_in` feed one output and `fan_out` are fed by one input.
  virtual void fill(TensorView weights, int fan_in, int fan_out, Random& random) const = 0;
};

/// A Keras class name ("GlorotUniform") or identifier ("glorot_uniform").
std::unique_ptr<Initializer> make_initializer(std::string_view name);
/// Class names, in the order in which they are shown.
std::vector<std::string> initializer_types();

/// An identifier, or {"class_name": ..., "config": {...}}.
std::unique_ptr<Initializer> read_initializer(const Json& description);

}  // namespace inkling
