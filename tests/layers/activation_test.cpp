#include <doctest/doctest.h>

#include "activations/activation.h"
#include "layers/layer_contract.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("Activation keeps the layer contract, whichever it is") {
  for (const auto& name : activation_names())
    check_layer({{"class_name", "Activation"}, {"config", {{"activation", name}}}}, {4, 3, 5});
  check_layer({{"class_name", "Activation"}, {"config", {{"activation", "softmax"}}}}, {7});
}

TEST_CASE("Activation computes what TensorFlow.js does") {
  for (const auto* name :
       {"activation_elu", "activation_gelu", "activation_leaky_relu", "activation_linear", "activation_relu",
        "activation_sigmoid", "activation_softmax", "activation_softmax_4d", "activation_tanh"})
    check_layer_fixture(name);
}
