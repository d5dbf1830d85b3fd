#include "metrics/top_k_categorical_accuracy.h"

#include <algorithm>

namespace inkling {

void TopKCategoricalAccuracy::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const int classes = predictions.shape[1];
  const Scalar* row = predictions.data;
  for (const std::uint8_t label : labels) {
    const Scalar own = row[label];
    add(std::count_if(row, row + classes, [own](Scalar other) { return other > own; }) < k_, 1);
    row += classes;
  }
}

}  // namespace inkling
