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

/// A part of some arrays of one length: part(values) are its numbers.
struct Part {
  std::size_t begin, size;

  template <typename Numbers>
  auto operator()(Numbers values) const {
    return array(values.subspan(begin, size));
  }
};

/// What is done number by number over all weights is shared out in parts.
template <typename Body>
void for_each_part(std::size_t size, const Body& body) {
  constexpr std::size_t kPart = 16384;
  parallel_for((size + kPart - 1) / kPart, [&](std::size_t i, std::size_t) {
    body(Part{i * kPart, std::min(kPart, size - i * kPart)});
  });
}

}  // namespace

void add_scaled(ConstValues x, Scalar factor, Values y) {
  for_each_part(y.size(), [=](Part part) { part(y) += factor * part(x); });
}

void scale(Values y, Scalar factor) {
  for_each_part(y.size(), [=](Part part) { part(y) *= factor; });
}

void multiply(ConstValues a, ConstValues b, Values y) {
  array(y) = array(a) * array(b);
}

void blend(ConstValues x, Scalar momentum, Values average) {
  for_each_part(average.size(),
                [=](Part part) { part(average) = momentum * part(average) + (1 - momentum) * part(x); });
}

void relu(Values y) {
  array(y) = (array(y) < Scalar(0)).select(Scalar(0), array(y));
}

void relu_backward(ConstValues y, Values dy) {
  array(dy) = (array(y) > Scalar(0)).select(array(dy), Scalar(0));
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
  for_each_part(weights.size(), [=](Part part) {
    const auto g = part(gradients);
    part(m) += (1 - beta_1) * (g - part(m));
    part(v) += (1 - beta_2) * (g * g - part(v));
    part(weights) -= rate * part(m) / (part(v).sqrt() + epsilon);
  });
}

void adadelta(ConstValues gradients, Scalar rate, Scalar rho, Scalar epsilon, Values squares, Values deltas,
              Values weights) {
  for_each_part(weights.size(), [=](Part part) {
    const auto g = part(gradients);
    auto mean_squares = part(squares), mean_deltas = part(deltas);
    mean_squares = rho * mean_squares + (1 - rho) * g.square();
    const auto ratio = (mean_deltas + epsilon) / (mean_squares + epsilon);
    part(weights) -= rate * ratio.sqrt() * g;
    mean_deltas = rho * mean_deltas + (1 - rho) * (ratio * g.square());
  });
}

void adagrad(ConstValues gradients, Scalar rate, Scalar epsilon, Values sum, Values weights) {
  for_each_part(weights.size(), [=](Part part) {
    const auto g = part(gradients);
    part(sum) += g.square();
    part(weights) -= rate * g / (part(sum) + epsilon).sqrt();
  });
}

void rmsprop(ConstValues gradients, Scalar rate, Scalar rho, Scalar momentum, Scalar epsilon, Values squares,
             Values mean, Values velocity, Values weights) {
  for_each_part(weights.size(), [=](Part part) {
    const auto g = part(gradients);
    auto mean_squares = part(squares);
    const auto move = [&](const auto& denominator) {
      const auto increment = rate * g / denominator.sqrt();
      if (velocity.empty()) {
        part(weights) -= increment;
      } else {
        part(velocity) = momentum * part(velocity) + increment;
        part(weights) -= part(velocity);
      }
    };
    mean_squares = rho * mean_squares + (1 - rho) * g.square();
    if (mean.empty()) return move(mean_squares + epsilon);
    part(mean) = rho * part(mean) + (1 - rho) * g;
    // Rounding may leave less than nothing.
    move((mean_squares - part(mean).square()).max(Scalar(0)) + epsilon);
  });
}

}  // namespace inkling
