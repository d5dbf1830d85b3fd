#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json average_pooling(const Json& config = Json::object()) {
  return {{"class_name", "AveragePooling2D"}, {"config", config}};
}

}  // namespace

TEST_CASE("AveragePooling2D keeps the layer contract") {
  check_layer(average_pooling(), {6, 4, 3});
  check_layer(average_pooling({{"pool_size", {3, 2}}, {"strides", {2, 1}}}), {7, 5, 2});
  check_layer(average_pooling({{"pool_size", {2, 1}}, {"strides", {3, 2}}}), {8, 7, 2});
  check_layer(average_pooling({{"pool_size", {3, 2}}, {"strides", 2}, {"padding", "same"}}), {7, 5, 3});
}

TEST_CASE("AveragePooling2D computes what TensorFlow.js does") {
  for (const auto* name : {"average_pooling2d", "average_pooling2d_gaps", "average_pooling2d_overlapping",
                           "average_pooling2d_same"})
    check_layer_fixture(name);
}

TEST_CASE("AveragePooling2D says what is wrong with a configuration") {
  const auto refused = [](const Json& config, const Shape& input) {
    return refusal([&] { read_layer(average_pooling(config))->build(input); });
  };
  CHECK(
      contains(refused({{"pool_size", {2, 0}}}, {4, 4, 1}), "[AveragePooling2D] pool_size must be positive"));
  CHECK(contains(refused({{"pool_size", 5}}, {4, 6, 1}), "[AveragePooling2D] window (5, 5) does not fit"));
  CHECK(contains(refused({{"data_format", "channels_first"}}, {4, 6, 1}),
                 "data_format must be \"channels_last\""));
}
