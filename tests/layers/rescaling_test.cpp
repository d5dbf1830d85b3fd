#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json rescaling(const Json& config) {
  return {{"class_name", "Rescaling"}, {"config", config}};
}

}  // namespace

TEST_CASE("Rescaling keeps the layer contract") {
  check_layer(rescaling({{"scale", 2}, {"offset", -0.5}}), {4, 3, 2});
  check_layer(rescaling({{"scale", -0.25}}), {7});
}

TEST_CASE("Rescaling computes what TensorFlow.js does") {
  check_layer_fixture("rescaling");
}

TEST_CASE("Rescaling needs a scale") {
  const auto refused = [](const Json& config) { return refusal([&] { read_layer(rescaling(config)); }); };
  CHECK(contains(refused(Json::object()), "[Rescaling] scale is missing"));
  CHECK(contains(refused({{"scale", "big"}}), "[Rescaling] scale must be a number"));
}
