#include <doctest/doctest.h>

#include "layers/layer_contract.h"

using namespace inkling::tests;

TEST_CASE("Flatten keeps the layer contract") {
  check_layer({{"class_name", "Flatten"}}, {4, 3, 2});
  check_layer({{"class_name", "Flatten"}}, {5});
}

TEST_CASE("Flatten computes what TensorFlow.js does") {
  check_layer_fixture("flatten");
}
