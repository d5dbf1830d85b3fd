#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("GlobalMaxPooling2D keeps the layer contract") {
  check_layer({{"class_name", "GlobalMaxPooling2D"}}, {4, 5, 2});
  check_layer({{"class_name", "GlobalMaxPooling2D"}}, {1, 3, 7});
}

TEST_CASE("GlobalMaxPooling2D computes what TensorFlow.js does") {
  check_layer_fixture("global_max_pooling2d");
}

TEST_CASE("GlobalMaxPooling2D needs images") {
  CHECK(contains(refusal([] { make_layer("GlobalMaxPooling2D")->build({20}); }), "needs input (height"));
}
