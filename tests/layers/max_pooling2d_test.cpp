#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json max_pooling(const Json& config = Json::object()) {
  return {{"class_name", "MaxPooling2D"}, {"config", config}};
}

}  // namespace

TEST_CASE("MaxPooling2D keeps the layer contract") {
  check_layer(max_pooling(), {6, 4, 3});
  check_layer(max_pooling(), {7, 5, 1});
  check_layer(max_pooling({{"pool_size", {3, 2}}, {"strides", {2, 1}}}), {7, 5, 2});
  check_layer(max_pooling({{"pool_size", {2, 1}}, {"strides", {3, 2}}}), {8, 7, 2});
  check_layer(max_pooling({{"pool_size", {3, 2}}, {"strides", 2}, {"padding", "same"}}), {7, 5, 3});
  check_layer(max_pooling({{"pool_size", {5, 4}}, {"strides", 1}, {"padding", "same"}}), {3, 2, 2});
}

TEST_CASE("MaxPooling2D computes what TensorFlow.js does") {
  for (const auto* name : {"max_pooling2d", "max_pooling2d_gaps", "max_pooling2d_odd",
                           "max_pooling2d_overlapping", "max_pooling2d_same"})
    check_layer_fixture(name);
}

TEST_CASE("MaxPooling2D says what is wrong with a configuration") {
  const auto refused = [](const Json& config, const Shape& input) {
    return refusal([&] { read_layer(max_pooling(config))->build(input); });
  };
  CHECK(contains(refused({{"pool_size", {2, 0}}}, {4, 4, 1}), "[MaxPooling2D] pool_size must be positive"));
  CHECK(contains(refused({{"pool_size", 5}}, {4, 6, 1}), "[MaxPooling2D] window (5, 5) does not fit"));
  CHECK(refused({{"pool_size", 2147483647}, {"padding", "same"}}, {4, 6, 1}) != "");
  CHECK(refused({{"strides", 2147483647}, {"padding", "same"}}, {4, 6, 1}) != "");
}
