#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("GlobalAveragePooling2D keeps the layer contract") {
  check_layer({{"class_name", "GlobalAveragePooling2D"}}, {4, 5, 2});
  check_layer({{"class_name", "GlobalAveragePooling2D"}}, {1, 3, 7});
}

TEST_CASE("GlobalAveragePooling2D computes what TensorFlow.js does") {
  check_layer_fixture("global_average_pooling2d");
}

TEST_CASE("GlobalAveragePooling2D needs images") {
  CHECK(contains(refusal([] { make_layer("GlobalAveragePooling2D")->build({20}); }), "needs input (height"));
}
