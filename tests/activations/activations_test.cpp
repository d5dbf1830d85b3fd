#include <doctest/doctest.h>

#include <map>

#include "activations/activation.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Numbers applied(const Activation& activation, Numbers y, int columns) {
  activation.forward(y, columns);
  return y;
}

}  // namespace

TEST_CASE("activations have Keras's values") {
  const double e = 2.718281828459045;
  const std::map<std::string, std::vector<double>> expected{
      {"linear", {-1, 0, 2}},
      {"relu", {0, 0, 2}},
      {"leaky_relu", {-0.2, 0, 2}},
      {"elu", {1 / e - 1, 0, 2}},
      {"gelu", {-0.15865525393145705, 0, 1.95449973610364159}},
      {"sigmoid", {1 / (1 + e), 0.5, 1 / (1 + 1 / (e * e))}},
      {"tanh", {-0.76159415595576485, 0, 0.96402758007581690}},
      {"softmax", {0.04201006613, 0.11419519938, 0.84379473448}},
  };
  for (const auto& name : activation_names()) {
    CAPTURE(name);
    REQUIRE(expected.contains(name));
    CHECK(distance(applied(*make_activation(name), {-1, 0, 2}, 3), expected.at(name)) <
          (kDouble ? 1e-10 : 1e-6));
  }
}

TEST_CASE("gradients of activations are what differences say") {
  const int rows = 4, columns = 5;
  Random random(3);
  const auto x = random_scalars(rows * columns, random, -2, 2), upstream = random_scalars(x.size(), random);
  for (const auto& name : activation_names()) {
    CAPTURE(name);
    const auto activation = make_activation(name);
    const auto objective = [&](const Numbers& at) {
      const Numbers y = applied(*activation, at, columns);
      double sum = 0;
      for (std::size_t i = 0; i < y.size(); ++i) sum += double(y[i]) * upstream[i];
      return sum;
    };
    Numbers dy = upstream;
    activation->backward(x, applied(*activation, x, columns), dy, columns);
    std::vector<double> differences;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto step = static_cast<Scalar>(kDouble ? 1e-5 : 3e-3);
      Numbers up = x, down = x;
      up[i] += step;
      down[i] -= step;
      differences.push_back((objective(up) - objective(down)) / (double(up[i]) - down[i]));
    }
    CHECK(distance(dy, differences) < (kDouble ? 1e-8 : 1e-3));
  }
}

TEST_CASE("activations of extreme numbers are finite, and so are their gradients") {
  const Numbers extremes{-1e30f, -1e4f, -100, -1e-30f, 0, 1e-30f, 100, 1e4f, 1e30f};
  for (const auto& name : activation_names()) {
    CAPTURE(name);
    const auto activation = make_activation(name);
    const int columns = static_cast<int>(extremes.size());
    const Numbers y = applied(*activation, extremes, columns);
    Numbers dy(y.size(), 1);
    activation->backward(extremes, y, dy, columns);
    for (std::size_t i = 0; i < y.size(); ++i) CHECK((std::isfinite(y[i]) && std::isfinite(dy[i])));
  }
}

TEST_CASE("an unknown activation is refused with the nearest known one") {
  CHECK(contains(refusal([] { make_activation("sigmoidd"); }),
                 "[activation] unknown name 'sigmoidd', did you mean 'sigmoid'?"));
}
