#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("LeakyReLU keeps the layer contract") {
  check_layer({{"class_name", "LeakyReLU"}}, {4, 3, 2});
  check_layer({{"class_name", "LeakyReLU"}, {"config", {{"negative_slope", 0.05}}}}, {7});
}

TEST_CASE("LeakyReLU computes what TensorFlow.js does") {
  for (const auto* name : {"leaky_relu", "leaky_relu_small_slope"}) check_layer_fixture(name);
}

TEST_CASE("LeakyReLU needs a slope between 0 and 1") {
  const Json steep{{"class_name", "LeakyReLU"}, {"config", {{"negative_slope", 1.5}}}};
  CHECK(contains(refusal([&] { read_layer(steep); }), "[LeakyReLU] negative_slope must be from 0"));
}
