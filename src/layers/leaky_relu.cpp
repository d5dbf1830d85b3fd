#include "layers/leaky_relu.h"

namespace inkling {

void LeakyReLU::forward(const Pass&, ConstTensorView x, TensorView y) {
  const auto slope = static_cast<Scalar>(negative_slope_);
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * (x[i] > 0 ? 1 : slope);
}

void LeakyReLU::backward(const Pass&, ConstTensorView x, ConstTensorView, TensorView dy, TensorView dx) {
  const auto slope = static_cast<Scalar>(negative_slope_);
  for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = dy[i] * (x[i] > 0 ? 1 : slope);
}

}  // namespace inkling
