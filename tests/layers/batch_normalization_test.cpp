#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json normalization(const Json& config = Json::object()) {
  return {{"class_name", "BatchNormalization"}, {"config", config}};
}

}  // namespace

TEST_CASE("BatchNormalization keeps the layer contract") {
  check_layer(normalization(), {4, 5, 2});
  check_layer(normalization({{"momentum", 0.9}, {"epsilon", 1e-5}}), {3, 2, 5});
  check_layer(normalization({{"scale", false}}), {5, 3, 1});
  check_layer(normalization({{"center", false}, {"epsilon", 0.01}}), {2, 3, 4});
  check_layer(normalization({{"center", false}, {"scale", false}}), {4});
  check_layer(normalization({{"trainable", false}}), {3, 2, 4});
}

TEST_CASE("BatchNormalization computes what TensorFlow.js does") {
  for (const auto* name : {"batch_normalization_inference", "batch_normalization_inference_no_center",
                           "batch_normalization_training", "batch_normalization_training_2d",
                           "batch_normalization_training_no_scale"})
    check_layer_fixture(name);
}

TEST_CASE("BatchNormalization needs a momentum between 0 and 1 and a positive epsilon") {
  const auto refused = [](const Json& config) { return refusal([&] { read_layer(normalization(config)); }); };
  CHECK(contains(refused({{"momentum", 1.5}}), "[BatchNormalization] momentum must be from 0"));
  CHECK(contains(refused({{"epsilon", 0}}), "[BatchNormalization] epsilon must be from"));
}
