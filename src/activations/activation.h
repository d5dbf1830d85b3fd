#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/elementwise.h"

namespace inkling {

/// A function applied to the outputs of a layer, in place. Its derivative is found from its value, so nothing
/// else need be kept. https://keras.io/api/layers/activations/
class Activation {
 public:
  virtual ~Activation() = default;
  /// y = f(y); `columns` is the size of the last axis.
  virtual void forward(Values y, int columns) const = 0;
  /// dy = dy * f'(x), where y = f(x).
  virtual void backward(ConstValues y, Values dy, int columns) const = 0;
};

/// Keras's name, such as "relu".
std::unique_ptr<Activation> make_activation(std::string_view name);
std::vector<std::string> activation_names();

}  // namespace inkling
