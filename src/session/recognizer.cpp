#include "session/recognizer.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "kernels/elementwise.h"

namespace inkling {

/// On other numbers the network would be wrong and just as sure.
void require_ink(std::span<const Scalar> images) {
  constexpr Scalar kRounding = Scalar(1e-3);
  if (all_within(images, -kRounding, 1 + kRounding)) return;
  Scalar least = 0, largest = 1;
  for (const Scalar value : images) {
    if (std::isnan(value)) fail("predict", "images must be ink from 0 to 1, got NaN");
    least = std::min(least, value);
    largest = std::max(largest, value);
  }
  fail("predict", "images must be ink from 0 to 1 (bytes divided by 255), got numbers from {} to {}",
       Json(least), Json(largest));
}

Recognizer::Recognizer(NamedModel&& opened)
    : model_(std::make_unique<Sequential>(std::move(opened.model))), labels_(std::move(opened.labels)) {
  read_fields("reading", recognition_, opened.reading);
  recognition_.ink.validate();
}

std::vector<Scalar> Recognizer::predict(std::span<const Scalar> images, std::size_t n) {
  require_ink(images);
  std::vector<Scalar> predictions = model_->predict(images, n);
  make_probabilities(*model_, predictions);
  return predictions;
}

Answer Recognizer::recognize(const Drawing& drawing, const InkSteps& steps) {
  RecognitionOptions options = recognition_;
  options.ink.steps = steps;
  return inkling::recognize(drawing, options, labels_, [this](std::span<const Scalar> images, std::size_t n) {
    return predict(images, n);
  });
}

Answer Recognizer::recognize(const Picture& picture) {
  const Drawing drawing = trace(picture);
  Answer answer = recognize(drawing);
  for (Character& character : answer.characters) {
    character.strokes.clear();
    auto& [low, high] = character.box;
    const double r = drawing.pen / 2, width = picture.width, height = picture.height;
    low = {std::max(low.x - r, 0.0), std::max(low.y - r, 0.0)};
    high = {std::min(high.x + r, width), std::min(high.y + r, height)};
  }
  return answer;
}

}  // namespace inkling
