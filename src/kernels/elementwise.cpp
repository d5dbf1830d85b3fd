#include "kernels/elementwise.h"

// Exact square roots: Eigen's fast ones differ from machine to machine.
#define EIGEN_FAST_MATH 0
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

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

// Loops without a way out: so compilers compare many numbers at once.
bool all_finite(ConstValues x) {
  bool finite = true;
  for (const Scalar value : x) finite &= value - value == 0;
  return finite;
}

bool all_within(ConstValues x, Scalar low, Scalar high) {
  bool within = true;
  for (const Scalar value : x) within &= (value >= low) & (value <= high);
  return within;
}

void clear(Values y) {
  for_each_part(y.size(), [=](Part part) { part(y) = Scalar(0); });
}

void add_scaled(ConstValues x, Scalar factor, Values y) {
  for_each_part(y.size(), [=](Part part) { part(y) += factor * part(x); });
}

void scale(Values y, Scalar factor) {
  for_each_part(y.size(), [=](Part part) { part(y) *= factor; });
}

void scale_and_shift(ConstValues x, Scalar factor, Scalar offset, Values y) {
  for_each_part(y.size(), [=](Part part) { part(y) = factor * part(x) + offset; });
}

void multiply(ConstValues a, ConstValues b, Values y) {
  array(y) = array(a) * array(b);
}

void blend(ConstValues x, Scalar momentum, Values average) {
  for_each_part(average.size(),
                [=](Part part) { part(average) = momentum * part(average) + (1 - momentum) * part(x); });
}

void add_parts(std::size_t parts, ConstValues x, Values y) {
  for_each_part(y.size(), [=](Part part) {
    for (std::size_t i = 0; i < parts; ++i) part(y) += part(x.subspan(i * y.size(), y.size()));
  });
}

void dropout_mask(Random& random, double rate, Values mask) {
  const auto threshold = static_cast<std::uint32_t>(rate * 0x1p32);
  const auto kept = static_cast<Scalar>(1 / (1 - rate));
  // First the random numbers, then the mask: a branch at each would be mispredicted.
  std::array<std::uint32_t, 256> bits;
  for (; !mask.empty(); mask = mask.subspan(std::min(bits.size(), mask.size()))) {
    const auto some = mask.first(std::min(bits.size(), mask.size()));
    for (std::size_t i = 0; i < some.size(); i += 2) {
      const std::uint64_t both = random.next();
      bits[i] = static_cast<std::uint32_t>(both);
      bits[i + 1] = static_cast<std::uint32_t>(both >> 32);
    }
    for (std::size_t i = 0; i < some.size(); ++i) some[i] = bits[i] < threshold ? Scalar(0) : kept;
  }
}

void relu(Values y) {
  for (Scalar& value : y) value = value < 0 ? Scalar(0) : value;
}

void relu_backward(ConstValues y, Values dy) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    const Scalar kept = dy[i];  // read in any case, or compilers see a branch here
    dy[i] = y[i] > 0 ? kept : Scalar(0);
  }
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
    for (std::size_t i = part.begin; i < part.begin + part.size; ++i) {
      const Scalar g = gradients[i];
      m[i] += (1 - beta_1) * (g - m[i]);
      v[i] += (1 - beta_2) * (g * g - v[i]);
      weights[i] -= rate * m[i] / (std::sqrt(v[i]) + epsilon);
    }
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
