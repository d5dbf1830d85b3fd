#pragma once

#include <span>

#include "base/random.h"
#include "tensor/scalar.h"

/// Operations on whole arrays, number by number; spans of one call have one length, unless it is said.
namespace inkling {

using Values = std::span<Scalar>;
using ConstValues = std::span<const Scalar>;

/// Whether none is infinite or NaN.
bool all_finite(ConstValues x);
/// Whether all are numbers from `low` to `high`.
bool all_within(ConstValues x, Scalar low, Scalar high);
/// y = 0.
void clear(Values y);
/// y += factor * x.
void add_scaled(ConstValues x, Scalar factor, Values y);
/// y *= factor.
void scale(Values y, Scalar factor);
/// y = factor * x + offset.
void scale_and_shift(ConstValues x, Scalar factor, Scalar offset, Values y);
/// y = a * b.
void multiply(ConstValues a, ConstValues b, Values y);
/// average = momentum * average + (1 - momentum) * x.
void blend(ConstValues x, Scalar momentum, Values average);
/// y += the sum of the `parts` rows of x (parts, size of y).
void add_parts(std::size_t parts, ConstValues x, Values y);
/// mask = 0 with probability `rate`, else 1 / (1 - rate).
void dropout_mask(Random& random, double rate, Values mask);
/// y = max(y, 0).
void relu(Values y);
/// dy = dy where y > 0, else 0.
void relu_backward(ConstValues y, Values dy);

/// In place, each row of (rows, columns): exp(x - max) / sum. Own exponential, the same bits everywhere.
void softmax_rows(Values x, int columns);

/// Adam (Kingma and Ba, arXiv:1412.6980) as Keras writes it: weights -= rate * m / (sqrt(v) + epsilon), where
/// `rate` already holds the correction of both biases.
void adam(ConstValues gradients, Scalar rate, Scalar beta_1, Scalar beta_2, Scalar epsilon, Values m,
          Values v, Values weights);
/// Adadelta (Zeiler, arXiv:1212.5701): `squares` follows gradients^2, `deltas` the squares of the steps
/// before `rate`.
void adadelta(ConstValues gradients, Scalar rate, Scalar rho, Scalar epsilon, Values squares, Values deltas,
              Values weights);
/// Adagrad: sum += gradients^2, weights -= rate * gradients / sqrt(sum + epsilon).
void adagrad(ConstValues gradients, Scalar rate, Scalar epsilon, Values sum, Values weights);
/// RMSprop: `squares` follows gradients^2, `mean` gradients (empty: not centered), `velocity` the steps
/// (empty: no momentum).
void rmsprop(ConstValues gradients, Scalar rate, Scalar rho, Scalar momentum, Scalar epsilon, Values squares,
             Values mean, Values velocity, Values weights);

}  // namespace inkling
