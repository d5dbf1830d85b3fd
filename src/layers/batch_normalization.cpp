#include "layers/batch_normalization.h"

#include <algorithm>
#include <cmath>

#include "kernels/columns.h"

namespace inkling {

namespace {

Json keras_initializer(const char* class_name) {
  return {{"module", "keras.initializers"},
          {"class_name", class_name},
          {"config", Json::object()},
          {"registered_name", nullptr}};
}

}  // namespace

void BatchNormalization::describe(Fields& fields) {
  fields.number("momentum", momentum_, 0, 1);
  fields.number("epsilon", epsilon_, 1e-12, 1);
  fields.flag("center", center_);
  fields.flag("scale", scale_);
  fields.fixed("axis", {-1, 3});
  fields.fixed("synchronized", {false});
  for (const char* ones : {"gamma_initializer", "moving_variance_initializer"})
    fields.fixed(ones, {"ones", keras_initializer("Ones")});
  for (const char* zeros : {"beta_initializer", "moving_mean_initializer"})
    fields.fixed(zeros, {"zeros", keras_initializer("Zeros")});
  for (const char* unsupported :
       {"beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint"})
    fields.fixed(unsupported, {});
}

std::vector<WeightSpec> BatchNormalization::declare_weights(const Shape&) {
  std::vector<WeightSpec> specs;
  const auto declare = [&](const char* name, const char* initializer, bool trainable) {
    specs.push_back(
        {.name = name, .shape = {channels()}, .initializer = initializer, .trainable = trainable});
    return static_cast<int>(specs.size()) - 1;
  };
  gamma_ = scale_ ? declare("gamma", "ones", true) : -1;
  beta_ = center_ ? declare("beta", "zeros", true) : -1;
  moving_mean_ = declare("moving_mean", "zeros", false);
  moving_variance_ = declare("moving_variance", "ones", false);
  return specs;
}

std::size_t BatchNormalization::state_size(int) const {
  return 2 * static_cast<std::size_t>(channels());
}

std::size_t BatchNormalization::scratch_size(int) const {
  return 5 * static_cast<std::size_t>(channels()) + column_scratch_size(channels());
}

void BatchNormalization::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  const int c = channels();
  const std::size_t rows = x.size() / c;
  Scalar *moving_mean = weight(moving_mean_).data, *moving_variance = weight(moving_variance_).data;
  Scalar *factor = pass.scratch, *offset = factor + c, *mean = pass.state ? pass.state : offset + c,
         *inverse_deviation = mean + c;
  if (uses_batch(pass)) {
    Scalar* variance = inverse_deviation;
    column_moments(rows, c, x.data, mean, variance, pass.scratch);
    const auto momentum = static_cast<Scalar>(momentum_);
    for (int i = 0; i < c; ++i) {
      moving_mean[i] = moving_mean[i] * momentum + mean[i] * (1 - momentum);
      moving_variance[i] = moving_variance[i] * momentum + variance[i] * (1 - momentum);
    }
  } else {
    std::copy_n(moving_mean, c, mean);
    std::copy_n(moving_variance, c, inverse_deviation);
  }
  for (int i = 0; i < c; ++i) {
    inverse_deviation[i] = 1 / std::sqrt(inverse_deviation[i] + static_cast<Scalar>(epsilon_));
    factor[i] = gamma_ < 0 ? inverse_deviation[i] : weight(gamma_)[i] * inverse_deviation[i];
    offset[i] = beta_ < 0 ? Scalar(0) : weight(beta_)[i];
  }
  normalize_columns(rows, c, x.data, mean, factor, offset, y.data);
}

void BatchNormalization::backward(const Pass& pass, ConstTensorView x, ConstTensorView, TensorView dy,
                                  TensorView dx) {
  const int c = channels();
  const std::size_t rows = x.size() / c;
  const Scalar *mean = pass.state, *inverse_deviation = pass.state + c;
  Scalar *sum_dy = pass.scratch, *sum_dy_x = sum_dy + c, *a = sum_dy_x + c, *b = a + c, *offset = b + c;
  normalization_sums(rows, c, x.data, dy.data, mean, sum_dy, sum_dy_x, offset + c);
  for (int i = 0; i < c; ++i) {
    if (trainable() && gamma_ >= 0) gradient(gamma_)[i] += sum_dy_x[i] * inverse_deviation[i];
    if (trainable() && beta_ >= 0) gradient(beta_)[i] += sum_dy[i];
    // The batch's own moments depend on x; the moving ones do not.
    const Scalar through_moments = uses_batch(pass) ? 1 / static_cast<Scalar>(rows) : Scalar(0);
    a[i] = gamma_ < 0 ? inverse_deviation[i] : weight(gamma_)[i] * inverse_deviation[i];
    b[i] = -a[i] * inverse_deviation[i] * inverse_deviation[i] * sum_dy_x[i] * through_moments;
    offset[i] = -a[i] * sum_dy[i] * through_moments;
  }
  if (dx) normalization_backward(rows, c, x.data, dy.data, mean, a, b, offset, dx.data);
}

}  // namespace inkling
