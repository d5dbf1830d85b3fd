#include "layers/dense.h"

#include <algorithm>

#include "base/error.h"
#include "kernels/columns.h"
#include "kernels/matrix.h"
#include "layers/regularizer.h"

namespace inkling {

void Dense::describe(Fields& fields) {
  fields.integer("units", units_, 1);
  fields.suggest(64);
  activation_.describe(fields);
  fields.flag("use_bias", use_bias_);
  fields.json("kernel_initializer", kernel_initializer_);
  fields.json("bias_initializer", bias_initializer_);
  fields.json("kernel_regularizer", kernel_regularizer_);
  fields.json("bias_regularizer", bias_regularizer_);
  for (const char* unsupported : {"activity_regularizer", "kernel_constraint", "bias_constraint"})
    fields.fixed(unsupported, {});
}

Shape Dense::compute_output_shape(const Shape& input) {
  if (input.rank() != 1) fail(type(), "needs input (features), got {}; put Flatten before it", input);
  activation_.build();
  return {units_};
}

std::vector<WeightSpec> Dense::declare_weights(const Shape& input) {
  std::vector<WeightSpec> specs{{.name = "kernel",
                                 .shape = {input[0], units_},
                                 .initializer = kernel_initializer_,
                                 .fan_in = input[0],
                                 .fan_out = units_,
                                 .l2 = read_l2("kernel_regularizer", kernel_regularizer_)}};
  if (use_bias_)
    specs.push_back({.name = "bias",
                     .shape = {units_},
                     .initializer = bias_initializer_,
                     .l2 = read_l2("bias_regularizer", bias_regularizer_)});
  return specs;
}

std::size_t Dense::state_size(int batch) const {
  return activation_.state_size(output_shape().elements() * batch);
}

std::size_t Dense::scratch_size(int batch) const {
  return std::max(matrix_scratch_size(batch, input_shape()[0], units_), column_scratch_size(units_));
}

void Dense::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const Scalar* bias = use_bias_ ? weight(1).data : nullptr;
  matrix_forward(x.shape[0], x.shape[1], units_, x.data, weight(0).data, bias, y.data, pass.scratch);
  if (!pass.skip_activation) activation_.forward(pass.state, y);
}

void Dense::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx) {
  const int batch = x.shape[0], features = x.shape[1];
  if (!pass.skip_activation) activation_.backward(pass.state, y, dy);
  if (trainable() && use_bias_) add_column_sums(batch, units_, dy.data, gradient(1).data, pass.scratch);
  if (trainable())
    matrix_backward_kernel(batch, features, units_, x.data, dy.data, gradient(0).data, pass.scratch);
  if (dx) matrix_backward_input(batch, features, units_, dy.data, weight(0).data, dx.data, pass.scratch);
}
}  // namespace inkling
