#include "layers/global_max_pooling2d.h"

#include "base/error.h"
#include "base/parallel.h"
#include "layers/window.h"

namespace inkling {

void GlobalMaxPooling2D::describe(Fields& fields) {
  describe_global_pooling(fields);
}

Shape GlobalMaxPooling2D::compute_output_shape(const Shape& input) {
  if (input.rank() != 3) fail(type(), "needs input (height, width, channels), got " + input.text());
  pooling_ = {input[0], input[1], input[2], input[0], input[1], 1, 1, 0, 0, 1, 1};
  return {input[2]};
}

std::size_t GlobalMaxPooling2D::scratch_size(int) const {
  return thread_count() * input_shape()[2];
}

void GlobalMaxPooling2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  pooling_.max_forward(x.shape[0], x.data, y.data);
}

void GlobalMaxPooling2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                                  TensorView dx) {
  if (dx) pooling_.max_backward(x.shape[0], x.data, y.data, dy.data, dx.data, pass.scratch);
}

}  // namespace inkling
