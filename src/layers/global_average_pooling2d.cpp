#include "layers/global_average_pooling2d.h"

#include "base/error.h"
#include "kernels/pooling.h"
#include "layers/window.h"

namespace inkling {

void GlobalAveragePooling2D::describe(Fields& fields) {
  describe_global_pooling(fields);
}

Shape GlobalAveragePooling2D::compute_output_shape(const Shape& input) {
  if (input.rank() != 3) fail(type(), "needs input (height, width, channels), got " + input.text());
  return {input[2]};
}

void GlobalAveragePooling2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  mean_forward(x.shape[0], x.shape[1] * x.shape[2], x.shape[3], x.data, y.data);
}

void GlobalAveragePooling2D::backward(const Pass&, ConstTensorView x, ConstTensorView, TensorView dy,
                                      TensorView dx) {
  if (dx) mean_backward(x.shape[0], x.shape[1] * x.shape[2], x.shape[3], dy.data, dx.data);
}

}  // namespace inkling
