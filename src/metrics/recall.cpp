#include "metrics/recall.h"

namespace inkling {

void Recall::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const auto classes = static_cast<std::size_t>(predictions.shape[1]);
  for (std::size_t row = 0; row < labels.size(); ++row)
    add(predictions[row * classes + labels[row]] > threshold(), 1);
}

}  // namespace inkling
