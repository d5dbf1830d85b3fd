#include "model/folding.h"

#include <doctest/doctest.h>

#include "digits.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json conv(bool use_bias = true, const std::string& activation = "linear") {
  return serialized(
      "Conv2D",
      {{"filters", 3}, {"kernel_size", {2, 3}}, {"use_bias", use_bias}, {"activation", activation}});
}

/// As if it had been trained: weights of any value, variances above 0.
Sequential model_of(const std::vector<Json>& layers) {
  Json list = Json::array({serialized("InputLayer", {{"batch_shape", {nullptr, 7, 6, 2}}})});
  for (const auto& each : layers) list.push_back(each);
  Sequential model = Sequential::from_config(
      {{"class_name", "Sequential"}, {"config", {{"name", "long"}, {"layers", list}}}});
  Random random(3);
  for (const auto& weight : model.weights())
    for (Scalar& value : weight.values)
      value = static_cast<Scalar>(contains(weight.name, "variance") ? random.uniform(0.1, 3)
                                                                    : random.uniform(-1, 1));
  return model;
}

/// The types of the layers that remain, having checked that they answer as those before.
std::vector<std::string> folded_types(const std::vector<Json>& layers) {
  Sequential model = model_of(layers), shorter = folded(model);
  Random random(4);
  const auto x = random_scalars(5 * model.input_shape().elements(), random);
  CHECK(distance(shorter.predict(x, 5), model.predict(x, 5)) < 1e-5);
  CHECK(shorter.name() == model.name());
  std::vector<std::string> types;
  for (const auto& each : shorter.layers()) types.emplace_back(each->type());
  return types;
}

using Types = std::vector<std::string>;

const Json kNormalization = serialized("BatchNormalization");
const Json kRelu = serialized("Activation", {{"activation", "relu"}});

}  // namespace

TEST_CASE("normalisation and activation become part of the convolution or dense layer before them") {
  for (const bool use_bias : {false, true})
    CHECK(folded_types({conv(use_bias), kNormalization, kRelu}) == Types{"Conv2D"});
  CHECK(folded_types({conv(), serialized("BatchNormalization", {{"scale", false}, {"center", false}})}) ==
        Types{"Conv2D"});
  CHECK(folded_types({conv(), serialized("BatchNormalization", {{"epsilon", 0.5}})}) == Types{"Conv2D"});
  CHECK(folded_types({conv(), kNormalization, kNormalization, kRelu}) == Types{"Conv2D"});
  CHECK(folded_types({serialized("Flatten"), serialized("Dense", {{"units", 5}}), kNormalization,
                      serialized("Activation", {{"activation", "softmax"}})}) == Types{"Flatten", "Dense"});
}

TEST_CASE("what does not stand behind a bare product stays") {
  CHECK(folded_types({kNormalization, conv(), kRelu, kNormalization}) ==
        Types{"BatchNormalization", "Conv2D", "BatchNormalization"});
  CHECK(folded_types({conv(true, "relu"), kNormalization}) == Types{"Conv2D", "BatchNormalization"});
  CHECK(folded_types({conv(), serialized("MaxPooling2D"), kNormalization, kRelu}) ==
        Types{"Conv2D", "MaxPooling2D", "BatchNormalization", "Activation"});
}

TEST_CASE("dropout is gone, wherever it was") {
  const Json dropout = serialized("Dropout", {{"rate", 0.25}});
  CHECK(folded_types({dropout, conv(), dropout, kNormalization, dropout, kRelu, dropout}) == Types{"Conv2D"});
}

TEST_CASE("a network of every kind of layer is folded, and one that is folded stays as it is") {
  Sequential model = Sequential::from_config(small_network());
  model.initialize(1);
  const Sequential once = folded(model), twice = folded(once);
  CHECK(once.layers().size() == 6);
  CHECK(twice.config() == once.config());
  CHECK(twice.weights_hash() == once.weights_hash());
}
