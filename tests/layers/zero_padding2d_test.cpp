#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json padded(const Json& padding) {
  return {{"class_name", "ZeroPadding2D"}, {"config", {{"padding", padding}}}};
}

}  // namespace

TEST_CASE("ZeroPadding2D keeps the layer contract") {
  check_layer({{"class_name", "ZeroPadding2D"}}, {4, 3, 2});
  check_layer(padded({1, 2}), {3, 5, 1});
  check_layer(padded({{1, 2}, {0, 3}}), {4, 3, 2});
}

TEST_CASE("ZeroPadding2D computes what TensorFlow.js does") {
  for (const auto* name : {"zero_padding2d", "zero_padding2d_symmetric"}) check_layer_fixture(name);
}

TEST_CASE("ZeroPadding2D says what is wrong with a configuration") {
  const auto refused = [](const Json& padding, const Shape& input) {
    return refusal([&] { read_layer(padded(padding))->build(input); });
  };
  CHECK(contains(refused(1, {20}), "needs input (height"));
  for (const Json& wrong : std::vector<Json>{-1, "1", {1, 2, 3}, {{1, 2}, {3}}, {{1, -2}, {3, 4}}, 5000, 0.5})
    CHECK(contains(refused(wrong, {4, 3, 2}), "[ZeroPadding2D] padding must be"));
}
