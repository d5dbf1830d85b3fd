#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json dense(const Json& config) {
  return {{"class_name", "Dense"}, {"config", config}};
}

}  // namespace

TEST_CASE("Dense keeps the layer contract") {
  check_layer(dense({{"units", 5}}), {7});
  check_layer(dense({{"units", 1}, {"activation", "tanh"}}), {3});
  check_layer(dense({{"units", 19}, {"activation", "relu"}}), {6});
  check_layer(dense({{"units", 10}, {"activation", "softmax"}, {"use_bias", false}}), {4});
  check_layer(dense({{"units", 3}, {"activation", "sigmoid"}, {"kernel_initializer", "he_normal"}}), {17});
  check_layer(dense({{"units", 33}, {"activation", "leaky_relu"}, {"bias_initializer", "ones"}}), {1});
  check_layer(dense({{"units", 4}, {"activation", "gelu"}}), {6});
  check_layer(dense({{"units", 4}, {"trainable", false}}), {6});
}

TEST_CASE("Dense computes what TensorFlow.js does") {
  for (const auto* name : {"dense", "dense_gelu", "dense_no_bias", "dense_relu", "dense_softmax"})
    check_layer_fixture(name);
}

TEST_CASE("Dense says what is wrong with a configuration") {
  const auto refused = [](const Json& config, const Shape& input) {
    return refusal([&] { read_layer(dense(config))->build(input); });
  };
  CHECK(contains(refused(Json::object(), {7}), "[Dense] units is missing"));
  CHECK(contains(refused({{"units", -1}}, {7}), "[Dense] units must be positive, got -1"));
  CHECK(contains(refused({{"units", 2.5}}, {7}), "[Dense] units must be a whole number, got 2.5"));
  CHECK(contains(refused({{"units", 1e300}}, {7}), "[Dense] units must be a whole number"));
  CHECK(contains(refused({{"units", 3}}, {4, 4, 1}), "put Flatten before it"));
  CHECK(contains(refused({{"units", 3}, {"activation", "rely"}}, {7}), "did you mean 'relu'?"));
  CHECK(contains(refused({{"units", 2147483647}}, {100}), "2^31"));
}
