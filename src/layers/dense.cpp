#include "layers/dense.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "initializers/initializer.h"
#include "kernels/columns.h"
#include "kernels/matrix.h"

namespace inkling {

void Dense::describe(Fields& fields) {
  fields.integer("units", units_, 1);
  fields.choice("activation", activation_name_, activation_names());
  fields.flag("use_bias", use_bias_);
  fields.choice("kernel_initializer", kernel_initializer_, initializer_names());
  fields.choice("bias_initializer", bias_initializer_, initializer_names());
}

Shape Dense::compute_output_shape(const Shape& input) {
  if (input.rank() != 1)
    fail(type(), "needs input (features), got " + input.text() + "; put Flatten before it");
  activation_ = make_activation(activation_name_);
  return {units_};
}

std::vector<WeightSpec> Dense::declare_weights(const Shape& input) {
  std::vector<WeightSpec> specs{{.name = "kernel",
                                 .shape = {input[0], units_},
                                 .initializer = kernel_initializer_,
                                 .fan_in = input[0],
                                 .fan_out = units_,
                                 .decay = true}};
  if (use_bias_) specs.push_back({.name = "bias", .shape = {units_}, .initializer = bias_initializer_});
  return specs;
}

std::size_t Dense::scratch_size(int) const {
  return std::max(matrix_scratch_size(input_shape()[0], units_), column_scratch_size(units_));
}

void Dense::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const Scalar* bias = use_bias_ ? weight(1).data : nullptr;
  matrix_forward(x.shape[0], x.shape[1], units_, x.data, weight(0).data, bias, y.data, pass.scratch);
  activation_->forward({y.data, y.size()}, units_);
}

void Dense::backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx) {
  const int batch = x.shape[0], features = x.shape[1];
  activation_->backward({y.data, y.size()}, {dy.data, dy.size()}, units_);
  if (use_bias_) add_column_sums(batch, units_, dy.data, gradient(1).data, pass.scratch);
  matrix_backward_kernel(batch, features, units_, x.data, dy.data, gradient(0).data);
  if (dx) matrix_backward_input(batch, features, units_, dy.data, weight(0).data, dx.data, pass.scratch);
}

std::unique_ptr<Activation> Dense::take_activation() {
  return std::exchange(activation_, make_activation("linear"));
}

}  // namespace inkling
