#include "kernels/elementwise.h"

// Exact square roots: Eigen's fast ones differ from machine to machine.
#define EIGEN_FAST_MATH 0
#include <Eigen/Core>
#include <algorithm>

#include "base/math.h"
#include "base/parallel.h"

namespace inkling {

namespace {

using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;

auto array(Values values) {
  return Eigen::Map<Array>(values.data(), static_cast<Eigen::Index>(values.size()));
}

auto array(ConstValues values) {
  return Eigen::Map<const Array>(values.data(), static_cast<Eigen::Index>(values.size()));
}

/// What is done number by number over whole activations is done in blocks that stay in the cache.
template <typename Body>
void for_each_block(std::size_t size, const Body& body) {
  constexpr std::size_t kBlock = 16384;
  parallel_for((size + kBlock - 1) / kBlock, [&](std::size_t block, std::size_t) {
    body(block * kBlock, std::min(kBlock, size - block * kBlock));
  });
}

}  // namespace

void add_scaled(ConstValues x, Scalar factor, Values y) {
  array(y) += factor * array(x);
}

void scale(Values y, Scalar factor) {
  array(y) *= factor;
}

void multiply(ConstValues a, ConstValues b, Values y) {
  array(y) = array(a) * array(b);
}

void blend(ConstValues x, Scalar momentum, Values average) {
  array(average) = momentum * array(average) + (1 - momentum) * array(x);
}

void relu(Values y) {
  array(y) = (array(y) < Scalar(0)).select(Scalar(0), array(y));
}

void relu_backward(ConstValues y, Values dy) {
  for_each_block(y.size(), [=](std::size_t begin, std::size_t size) {
    auto block = array(dy.subspan(begin, size));
    block = (array(y.subspan(begin, size)) > Scalar(0)).select(block, Scalar(0));
  });
}

void softmax_rows(Values x, int columns) {
  for (auto row = x; !row.empty(); row = row.subspan(columns)) {
    const auto values = row.first(columns);
    double largest = values[0], sum = 0;
    for (const Scalar value : values) largest = value > largest ? value : largest;
    for (Scalar& value : values) {
      value = static_cast<Scalar>(math::exp(value - largest));
      sum += value;
    }
    for (Scalar& value : values) value = static_cast<Scalar>(value / sum);
  }
}

void adam(ConstValues gradients, Scalar rate, Scalar beta_1, Scalar beta_2, Scalar epsilon, Values m,
          Values v, Values weights) {
  const auto g = array(gradients);
  array(m) += (1 - beta_1) * (g - array(m));
  array(v) += (1 - beta_2) * (g * g - array(v));
  array(weights) -= rate * array(m) / (array(v).sqrt() + epsilon);
}

void adadelta(ConstValues gradients, Scalar rate, Scalar rho, Scalar epsilon, Values squares, Values deltas,
              Values weights) {
  const auto g = array(gradients);
  array(squares) = rho * array(squares) + (1 - rho) * g.square();
  const auto ratio = (array(deltas) + epsilon) / (array(squares) + epsilon);
  array(weights) -= rate * ratio.sqrt() * g;
  array(deltas) = rho * array(deltas) + (1 - rho) * (ratio * g.square());
}

void adagrad(ConstValues gradients, Scalar rate, Scalar epsilon, Values sum, Values weights) {
  const auto g = array(gradients);
  array(sum) += g.square();
  array(weights) -= rate * g / (array(sum) + epsilon).sqrt();
}

void rmsprop(ConstValues gradients, Scalar rate, Scalar rho, Scalar momentum, Scalar epsilon, Values squares,
             Values mean, Values velocity, Values weights) {
  const auto g = array(gradients);
  const auto move = [&](const auto& denominator) {
    const auto increment = rate * g / denominator.sqrt();
    if (velocity.empty()) {
      array(weights) -= increment;
    } else {
      array(velocity) = momentum * array(velocity) + increment;
      array(weights) -= array(velocity);
    }
  };
  array(squares) = rho * array(squares) + (1 - rho) * g.square();
  if (mean.empty()) return move(array(squares) + epsilon);
  array(mean) = rho * array(mean) + (1 - rho) * g;
  // Rounding may leave less than nothing.
  move((array(squares) - array(mean).square()).max(Scalar(0)) + epsilon);
}

}  // namespace inkling
