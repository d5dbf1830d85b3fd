#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ink/picture.h"
#include "ink/strokes.h"
#include "io/model_file.h"
#include "session/recognition.h"

namespace inkling {

/// Throws an Error for numbers that are no ink.
void require_ink(std::span<const Scalar> images);

/// A model that reads drawings, pictures and images: all that an engine which only reads is made of.
class Recognizer {
 public:
  /// Takes `model` and `labels` out of `opened`.
  explicit Recognizer(NamedModel&& opened);

  const Sequential& model() const { return *model_; }
  const std::vector<std::string>& labels() const { return labels_; }

  /// Probabilities (n, classes) of n images, ink 0..1; of a model that ends in logits, their softmax. Throws
  /// an Error for numbers that are no ink.
  std::vector<Scalar> predict(std::span<const Scalar> images, std::size_t n);
  /// `steps` are those that prepare the drawing.
  Answer recognize(const Drawing& drawing, const InkSteps& steps = {});
  /// Boxes are in pixels of the picture; there are no strokes.
  Answer recognize(const Picture& picture);

 protected:
  std::unique_ptr<Sequential> model_;
  std::vector<std::string> labels_;
  RecognitionOptions recognition_;
};

}  // namespace inkling
