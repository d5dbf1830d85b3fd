#include "activations/softmax.h"

namespace inkling {

void Softmax::backward(ConstValues, ConstValues y, Values dy, int columns) const {
  for (std::size_t row = 0; row < y.size(); row += columns) {
    Scalar dot = 0;
    for (std::size_t i = row; i < row + columns; ++i) dot += y[i] * dy[i];
    for (std::size_t i = row; i < row + columns; ++i) dy[i] = y[i] * (dy[i] - dot);
  }
}

}  // namespace inkling
