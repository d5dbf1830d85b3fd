#include "metrics/accuracy.h"

#include <algorithm>

namespace inkling {

void Accuracy::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const int classes = predictions.shape[1];
  const Scalar* row = predictions.data;
  for (const std::uint8_t label : labels) {
    add(std::max_element(row, row + classes) - row == label, 1);
    row += classes;
  }
}

}  // namespace inkling
