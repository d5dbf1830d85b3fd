#pragma once

#include <memory>
#include <string>

#include "activations/activation.h"
#include "layers/layer.h"

namespace inkling {

/// The activation at the end of a layer, applied in place, with what it must keep for its gradient.
class OutputActivation {
 public:
  void describe(Fields& fields) { fields.choice("activation", name_, activation_names()); }
  void build() {
    activation_ = make_activation(name_);
    is_linear_ = name_ == "linear";
  }
  const std::string& name() const { return name_; }
  /// Whether nothing is applied here.
  bool is_linear() const { return is_linear_; }

  /// Scalars of the layer's state that forward() and backward() use, for `outputs` numbers.
  std::size_t state_size(std::size_t outputs) const { return activation_->needs_input() ? outputs : 0; }
  /// y = f(y), of all samples or of [first, first + count), which are at the place of sample `place`. The
  /// state is null where no backward pass follows.
  void forward(Scalar* state, TensorView y) const;
  void forward(Scalar* state, TensorView y, std::size_t first, std::size_t count, std::size_t place) const;
  /// dy = dy * f'(x), likewise; of some samples dy, and only that, is at the place of sample `place`.
  void backward(const Scalar* state, ConstTensorView y, TensorView dy) const;
  void backward(const Scalar* state, ConstTensorView y, TensorView dy, std::size_t first, std::size_t count,
                std::size_t place) const;

 private:
  std::string name_ = "linear";
  std::unique_ptr<Activation> activation_;
  bool is_linear_ = true;
};

}  // namespace inkling
