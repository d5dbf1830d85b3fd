#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "tensor/tensor.h"

namespace inkling {

using Labels = std::span<const std::uint8_t>;

/// How far predictions are from labels. https://keras.io/api/losses/
class Loss {
 public:
  virtual ~Loss() = default;
  /// Keras's class name.
  virtual std::string_view type() const = 0;
  virtual void describe(Fields& fields) = 0;

  /// Whether compute() accepts the inputs of a final softmax in place of its outputs.
  virtual bool takes_logits() const { return false; }

  /// The mean over the batch. predictions is (batch, classes): probabilities, or logits where `from_logits`;
  /// labels are class indices. gradient, where it is not null, becomes d loss / d predictions.
  virtual double compute(ConstTensorView predictions, Labels labels, bool from_logits,
                         TensorView gradient) const = 0;
};

/// A Keras class name ("CategoricalCrossentropy") or identifier ("categorical_crossentropy").
std::unique_ptr<Loss> make_loss(std::string_view name);
std::vector<std::string> loss_types();

/// An identifier, or {"class_name": ..., "config": {...}}.
std::unique_ptr<Loss> read_loss(const Json& description);

}  // namespace inkling
