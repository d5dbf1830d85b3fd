#include "metrics/precision.h"

namespace inkling {

void Precision::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const auto classes = static_cast<std::size_t>(predictions.shape[1]);
  for (std::size_t row = 0; row < labels.size(); ++row)
    for (std::size_t c = 0; c < classes; ++c) {
      const bool said = predictions[row * classes + c] > threshold();
      add(said && c == labels[row], said);
    }
}

}  // namespace inkling
