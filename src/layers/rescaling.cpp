#include "layers/rescaling.h"

#include "kernels/elementwise.h"

namespace inkling {

void Rescaling::describe(Fields& fields) {
  constexpr double kLargestScale = 1e6;
  fields.number("scale", scale_, -kLargestScale, kLargestScale);
  fields.suggest(1);
  fields.number("offset", offset_, -kLargestScale, kLargestScale);
}

void Rescaling::forward(const Pass&, ConstTensorView x, TensorView y) {
  scale_and_shift({x.data, x.size()}, static_cast<Scalar>(scale_), static_cast<Scalar>(offset_),
                  {y.data, y.size()});
}

void Rescaling::backward(const Pass&, ConstTensorView, ConstTensorView, TensorView dy, TensorView dx) {
  if (dx) scale_and_shift({dy.data, dy.size()}, static_cast<Scalar>(scale_), 0, {dx.data, dx.size()});
}

}  // namespace inkling
