#include "layers/rescaling.h"

namespace inkling {

void Rescaling::describe(Fields& fields) {
  constexpr double kLargest = 1e6;
  fields.number("scale", scale_, -kLargest, kLargest);
  fields.number("offset", offset_, -kLargest, kLargest);
}

void Rescaling::forward(const Pass&, ConstTensorView x, TensorView y) {
  const auto scale = static_cast<Scalar>(scale_), offset = static_cast<Scalar>(offset_);
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = scale * x[i] + offset;
}

void Rescaling::backward(const Pass&, ConstTensorView, ConstTensorView, TensorView dy, TensorView dx) {
  const auto scale = static_cast<Scalar>(scale_);
  for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = scale * dy[i];
}

}  // namespace inkling
