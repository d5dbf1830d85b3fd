#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json sum_pooling(const Json& config = Json::object()) {
  return {{"class_name", "SumPooling2D"}, {"config", config}};
}

}  // namespace

TEST_CASE("SumPooling2D keeps the layer contract") {
  check_layer(sum_pooling(), {6, 4, 3});
  check_layer(sum_pooling({{"pool_size", {3, 2}}, {"strides", {2, 1}}}), {7, 5, 2});
  check_layer(sum_pooling({{"pool_size", {2, 1}}, {"strides", {3, 2}}}), {8, 7, 2});
  check_layer(sum_pooling({{"pool_size", {3, 2}}, {"strides", 2}, {"padding", "same"}}), {7, 5, 3});
}

TEST_CASE("SumPooling2D computes what PyTorch does") {
  for (const auto* name : {"sum_pooling2d", "sum_pooling2d_overlapping", "sum_pooling2d_same"})
    check_layer_fixture(name);
}

TEST_CASE("SumPooling2D says what is wrong with a configuration") {
  const auto refused = [](const Json& config, const Shape& input) {
    return refusal([&] { read_layer(sum_pooling(config))->build(input); });
  };
  CHECK(contains(refused({{"pool_size", {2, 0}}}, {4, 4, 1}), "[SumPooling2D] pool_size must be positive"));
  CHECK(contains(refused({{"pool_size", 5}}, {4, 6, 1}), "[SumPooling2D] window (5, 5) does not fit"));
  CHECK(contains(refused({{"data_format", "channels_first"}}, {4, 6, 1}),
                 "data_format must be \"channels_last\""));
}
