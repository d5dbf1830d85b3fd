#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json dropout(double rate) {
  return {{"class_name", "Dropout"}, {"config", {{"rate", rate}}}};
}

std::vector<Scalar> of_ones(Layer& layer, int samples, int size, Random* random, std::vector<Scalar>* dx) {
  layer.build({size});
  std::vector<Scalar> x(static_cast<std::size_t>(samples) * size, 1), y(x.size()), dy(x.size(), 1);
  std::vector<Scalar> state(layer.state_size(samples)), scratch(layer.scratch_size(samples));
  const Pass pass{
      .training = random != nullptr, .random = random, .state = state.data(), .scratch = scratch.data()};
  const Shape shape{samples, size};
  layer.forward(pass, TensorView(x.data(), shape), TensorView(y.data(), shape));
  if (dx) {
    dx->assign(x.size(), 0);
    layer.backward(pass, TensorView(x.data(), shape), TensorView(y.data(), shape),
                   TensorView(dy.data(), shape), TensorView(dx->data(), shape));
  }
  return y;
}

}  // namespace

TEST_CASE("Dropout changes nothing once training is over, as in TensorFlow.js") {
  check_layer_fixture("dropout_inference");
}

TEST_CASE("Dropout keeps the layer contract") {
  check_layer(dropout(0.25), {4, 3, 2});
  check_layer(dropout(0.25), {7});
  check_layer(dropout(0), {5});
}

TEST_CASE("Dropout drops `rate` of the numbers and divides the others by 1 - rate") {
  for (const double rate : {0.25, 0.1, 0.8}) {
    CAPTURE(rate);
    const auto layer = read_layer(dropout(rate));
    Random random(1);
    std::vector<Scalar> dx;
    const auto y = of_ones(*layer, 7, 5001, &random, &dx);
    std::size_t kept = 0;
    for (const Scalar value : y) {
      const bool fine = value == 0 || value == static_cast<Scalar>(1 / (1 - rate));
      if (!fine) FAIL(value);
      kept += value != 0;
    }
    CHECK(static_cast<double>(kept) / static_cast<double>(y.size()) ==
          doctest::Approx(1 - rate).epsilon(0.02));
    CHECK(y == dx);
  }
}

TEST_CASE("Dropout: every sample and every step has a mask of its own, the same for any threads") {
  const auto layer = read_layer(dropout(0.25));
  Random random(1);
  const auto first = of_ones(*layer, 2, 200, &random, nullptr),
             second = of_ones(*layer, 2, 200, &random, nullptr);
  CHECK(first != second);
  CHECK(!std::equal(first.begin(), first.begin() + 200, first.begin() + 200));
  for (const std::size_t threads : {1, 2, 3}) {
    const Threads count(threads);
    Random again(1);
    CHECK(of_ones(*layer, 2, 200, &again, nullptr) == first);
  }
}

TEST_CASE("Dropout changes nothing in inference") {
  const auto layer = read_layer(dropout(0.25));
  CHECK(of_ones(*layer, 2, 50, nullptr, nullptr) == std::vector<Scalar>(100, 1));
}

TEST_CASE("Dropout needs a rate below 1") {
  CHECK(contains(refusal([] { read_layer(dropout(1)); }), "[Dropout] rate must be from 0"));
  CHECK(contains(refusal([] { read_layer(dropout(-0.1)); }), "[Dropout] rate must be from 0"));
}
