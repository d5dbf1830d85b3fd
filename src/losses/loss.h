#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/labels.h"
#include "kernels/elementwise.h"
#include "tensor/tensor.h"

namespace inkling {

/// targets (n, classes) = 1 at the label and 0 elsewhere, Keras's to_categorical; all equal for kNoClass.
void one_hot(Labels labels, TensorView targets);

/// How far predictions are from targets. https://keras.io/api/losses/
class Loss {
 public:
  virtual ~Loss() = default;
  /// Keras's class name.
  virtual std::string_view type() const = 0;
  /// Keras's configuration keys.
  void describe(Fields& fields);

  /// Whether compute() accepts the inputs of a final softmax in place of its outputs.
  virtual bool takes_logits() const { return false; }
  /// Whether the outputs of the model are logits, as its configuration says.
  bool from_logits() const { return from_logits_; }

  /// The mean over the batch, in which row i counts sample_weights[i] times where there are any. predictions
  /// and targets are (batch, classes): probabilities, or logits where `from_logits`; rows of targets sum
  /// to 1. gradient, where it is not null, becomes d loss / d predictions.
  virtual double compute(ConstTensorView predictions, ConstTensorView targets, ConstValues sample_weights,
                         bool from_logits, TensorView gradient) const = 0;

 protected:
  virtual void describe_own(Fields&) {}
  /// Whether there is a key from_logits.
  virtual bool knows_logits() const { return false; }

 private:
  bool from_logits_ = false;
};

/// A Keras class name ("CategoricalCrossentropy") or identifier ("categorical_crossentropy", "mse").
std::unique_ptr<Loss> make_loss(std::string_view name);
std::vector<std::string> loss_types();

/// An identifier, or {"class_name": ..., "config": {...}}.
std::unique_ptr<Loss> read_loss(const Json& description);

}  // namespace inkling
