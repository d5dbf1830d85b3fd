#include "layers/flatten.h"

#include <algorithm>

namespace inkling {

Shape Flatten::compute_output_shape(const Shape& input) {
  return {static_cast<int>(input.elements())};
}

void Flatten::forward(const Pass&, ConstTensorView x, TensorView y) {
  if (y.data != x.data) std::copy(x.begin(), x.end(), y.begin());
}

void Flatten::backward(const Pass&, ConstTensorView, ConstTensorView, TensorView dy, TensorView dx) {
  if (dx && dx.data != dy.data) std::copy(dy.begin(), dy.end(), dx.begin());
}

}  // namespace inkling
