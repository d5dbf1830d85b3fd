#include "layers/dense.h"

#include <algorithm>

#include "base/error.h"
#include "kernels/columns.h"
#include "kernels/matrix.h"

namespace inkling {

void Dense::describe(Fields& fields) {
  fields.integer("units", units_, 1);
  fields.suggest(64);
  activation_.describe(fields);
  fields.flag("use_bias", kernel_and_bias_.use_bias);
  kernel_and_bias_.describe(fields);
}

Shape Dense::compute_output_shape(const Shape& input) {
  if (input.rank() != 1) fail(type(), "needs input (features), got {}; put Flatten before it", input);
  activation_.build();
  return {units_};
}

std::vector<WeightSpec> Dense::declare_weights(const Shape& input) {
  return kernel_and_bias_.specs({input[0], units_}, input[0], units_);
}

std::size_t Dense::state_size(int batch) const {
  return activation_.state_size(output_shape().elements() * batch);
}

std::size_t Dense::scratch_size(int batch) const {
  return std::max(matrix_scratch_size(batch, input_shape()[0], units_), column_scratch_size(units_));
}

std::size_t Dense::quantized_size() const {
  const int features = input_shape()[0];
  return can_be_quantized(features, units_) ? inkling::quantized_size(features, units_) : 0;
}

void Dense::quantize(const Scalar* scales, std::int8_t* values) {
  if (values) quantize_matrix(input_shape()[0], units_, weight(0).data, scales, values);
  quantized_ = {values, scales};
}

void Dense::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const Scalar* bias = kernel_and_bias_.use_bias ? weight(1).data : nullptr;
  if (pass.reading && quantized_.values)
    quantized_forward(x.shape[0], x.shape[1], units_, x.data, quantized_, bias, y.data);
  else
    matrix_forward(x.shape[0], x.shape[1], units_, x.data, weight(0).data, bias, y.data, pass.scratch);
  if (!pass.skip_activation) activation_.forward(pass.state, y);
}

void Dense::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx) {
  const int batch = x.shape[0], features = x.shape[1];
  if (!pass.skip_activation) activation_.backward(pass.state, y, dy);
  if (trainable() && kernel_and_bias_.use_bias)
    add_column_sums(batch, units_, dy.data, gradient(1).data, pass.scratch);
  if (trainable())
    matrix_backward_kernel(batch, features, units_, x.data, dy.data, gradient(0).data, pass.scratch);
  if (dx) matrix_backward_input(batch, features, units_, dy.data, weight(0).data, dx.data, pass.scratch);
}
}  // namespace inkling
