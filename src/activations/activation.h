#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/elementwise.h"

namespace inkling {

/// A function applied to the outputs of a layer, in place. https://keras.io/api/layers/activations/
class Activation {
 public:
  virtual ~Activation() = default;
  /// y = f(y); `columns` is the size of the last axis.
  virtual void forward(Values y, int columns) const = 0;
  /// Whether backward() reads x. Most derivatives are found from y alone, and x need not be kept.
  virtual bool needs_input() const { return false; }
  /// Whether f(x) never falls as x grows, number by number: then it may as well come after max pooling.
  virtual bool is_monotonic() const { return false; }
  /// dy = dy * f'(x), where y = f(x). x is empty where it is not needed.
  virtual void backward(ConstValues x, ConstValues y, Values dy, int columns) const = 0;
};

/// Keras's name, such as "relu".
std::unique_ptr<Activation> make_activation(std::string_view name);
std::vector<std::string> activation_names();

}  // namespace inkling
