#include "layers/max_pooling2d.h"

#include "base/parallel.h"

namespace inkling {

void MaxPooling2D::describe(Fields& fields) {
  fields.pair("pool_size", window_.size, 1);
  window_.describe_steps(fields, false);
}

Shape MaxPooling2D::compute_output_shape(const Shape& input) {
  const auto [output, pad] = window_.fit(type(), input);
  pooling_ = {input[0],           input[1], input[2], window_.size[0], window_.size[1], window_.strides[0],
              window_.strides[1], pad[0],   pad[1],   output[0],       output[1]};
  return {output[0], output[1], input[2]};
}

std::size_t MaxPooling2D::scratch_size(int) const {
  return thread_count() * input_shape()[2];
}

void MaxPooling2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  pooling_.max_forward(x.shape[0], x.data, y.data);
}

void MaxPooling2D::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                            TensorView dx) {
  if (dx) pooling_.max_backward(x.shape[0], x.data, y.data, dy.data, dx.data, pass.scratch);
}

}  // namespace inkling
