#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json reshape(const Json& target_shape) {
  return {{"class_name", "Reshape"}, {"config", {{"target_shape", target_shape}}}};
}

}  // namespace

TEST_CASE("Reshape keeps the layer contract") {
  check_layer(reshape({2, -1}), {4, 3, 5});
  check_layer(reshape({3, 2, 2}), {12});
  check_layer(reshape({-1}), {4, 3});
}

TEST_CASE("Reshape computes what TensorFlow.js does") {
  for (const auto* name : {"reshape", "reshape_3d"}) check_layer_fixture(name);
}

TEST_CASE("Reshape says what is wrong with a configuration") {
  const auto refused = [](const Json& target_shape) {
    return refusal([&] { read_layer(reshape(target_shape))->build({4, 3, 2}); });
  };
  CHECK(contains(refused({5, -1}),
                 "[Reshape] target_shape [5,-1] does not hold the numbers of input (4, 3, 2)"));
  CHECK(contains(refused({-1, -1}), "does not hold"));
  CHECK(contains(refused({25}), "does not hold"));
  CHECK(contains(refused({65536, 65536, 65536}), "does not hold"));
  for (const Json& wrong : std::vector<Json>{Json(), 24, Json::array(), {0, 24}, {2.5}, {1, 2, 3, 4}, {"24"}})
    CHECK(contains(refused(wrong), "[Reshape] target_shape must be"));
}
