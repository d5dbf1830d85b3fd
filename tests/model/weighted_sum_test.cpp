#include "model/weighted_sum.h"

#include <doctest/doctest.h>

#include <set>

#include "fixtures.h"
#include "model/sequential.h"
#include "numbers.h"
#include "presets/preset.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json conv2d(const Json& more) {
  Json config = {{"filters", 5}, {"kernel_size", 3}};
  config.update(more);
  return serialized("Conv2D", config);
}

/// Every type of layer, most of them with what is seldom set.
std::vector<Json> all_networks() {
  return {
      sequential_of(
          "strided", {nullptr, 13, 12, 2},
          {serialized("Rescaling", {{"scale", 2.5}, {"offset", -0.25}}),
           conv2d({{"strides", {2, 1}}, {"padding", "same"}, {"activation", "relu"}}),
           serialized("BatchNormalization"), serialized("LeakyReLU"),
           serialized("MaxPooling2D", {{"pool_size", {3, 2}}, {"padding", "same"}}),
           serialized("DepthwiseConv2D", {{"kernel_size", 3}, {"padding", "same"}, {"depth_multiplier", 2}}),
           serialized("Activation", {{"activation", "elu"}}), serialized("GlobalAveragePooling2D"),
           serialized("Dense", {{"units", 4}, {"activation", "softmax"}})}),
      sequential_of(
          "wide", {nullptr, 12, 12, 1},
          {serialized("ZeroPadding2D", {{"padding", 2}}), conv2d({{"filters", 32}, {"activation", "tanh"}}),
           conv2d({{"filters", 32}, {"padding", "same"}, {"activation", "gelu"}}),
           serialized("AveragePooling2D", {{"pool_size", 3}, {"strides", 2}, {"padding", "same"}}),
           serialized("Dropout", {{"rate", 0.5}}), serialized("SumPooling2D"),
           serialized("Permute", {{"dims", {2, 1, 3}}}), serialized("Flatten"),
           serialized("Dense", {{"units", 12}, {"activation", "sigmoid"}}),
           serialized("Reshape", {{"target_shape", {2, 2, 3}}}), serialized("GlobalMaxPooling2D")}),
      find_preset("keras-simple").model, find_preset("inkling").model};
}

/// Weights as training leaves them: none is 0, no mean and no variance as it began.
void fill(Sequential& model, Random& random) {
  model.initialize(3);
  for (const auto& [name, values] : model.weights())
    for (Scalar& value : values) value += static_cast<Scalar>(random.uniform()) / 10;
}

/// The activation of the sums by which a layer gives numbers.
Numbers activated(const std::string& name, Numbers sums, int columns) {
  make_activation(name)->forward(sums, columns);
  return sums;
}

}  // namespace

TEST_CASE("a number that a layer gives is the sum of products and bias, through its activation") {
  Random random(7);
  std::set<std::string> met;
  for (const Json& config : all_networks()) {
    Sequential model = Sequential::from_config(config);
    fill(model, random);
    Inside inside(model);
    inside.look(random_scalars(model.input_shape().elements(), random, 0, 1));
    for (std::size_t layer = 0; layer < model.layers().size(); ++layer) {
      const Layer& about = *model.layers()[layer];
      CAPTURE(about.name());
      met.emplace(about.type());
      const ConstTensorView values = inside.activation(layer), given = inside.input(layer);
      for (int i = 0; i < 15; ++i) {
        const std::size_t index = random.below(values.size());
        CAPTURE(index);
        const WeightedSum found = weighted_sum(inside, layer, index);
        CHECK(found.value == values[index]);
        CHECK(found.activation == about.activation());
        double sum = found.bias;
        for (std::size_t k = 0; k < found.inputs.size(); ++k) {
          CHECK(found.values[k] == given[found.inputs[k]]);
          sum += static_cast<double>(found.values[k]) * found.weights[k];
        }
        CHECK(sum == doctest::Approx(found.sum).epsilon(1e-5).scale(0.1));
        if (found.activation != "softmax") {
          CHECK(activated(found.activation, {found.sum}, 1)[0] ==
                doctest::Approx(found.value).epsilon(1e-5).scale(0.1));
          continue;
        }
        Numbers sums;
        for (std::size_t k = 0; k < values.size(); ++k) sums.push_back(weighted_sum(inside, layer, k).sum);
        CHECK(activated("softmax", sums, values.shape[-1])[index] ==
              doctest::Approx(found.value).epsilon(1e-5));
      }
    }
  }
  for (const auto& type : layer_types()) CHECK_MESSAGE(met.contains(type), type);
}

TEST_CASE("the weights of a convolution are its kernel, and nothing outside of it counts") {
  // Of the second the kernel is applied by Winograd's way.
  Random random(8);
  for (const bool strided : {true, false}) {
    Sequential model = Sequential::from_config(sequential_of(
        "kernel", {nullptr, 14, 14, 128},
        {conv2d({{"filters", 24}, {"strides", strided ? 2 : 1}, {"padding", strided ? "valid" : "same"}})}));
    fill(model, random);
    Inside inside(model);
    inside.look(random_scalars(model.input_shape().elements(), random, 0, 1));
    const ConstTensorView kernel = model.weights()[0].values, bias = model.weights()[1].values;
    const int row = 3, column = 4, filter = 5, columns = model.output_shape()[1];
    const WeightedSum found =
        weighted_sum(inside, 0, static_cast<std::size_t>((row * columns + column) * 24 + filter));
    CHECK(found.bias == bias[filter]);
    REQUIRE(found.inputs.size() == 9 * 128);
    for (std::size_t k = 0; k < found.inputs.size(); ++k) {
      const int y = static_cast<int>(k) / 384, x = static_cast<int>(k) / 128 % 3,
                c = static_cast<int>(k) % 128;
      const int top = strided ? 2 * row : row - 1, left = strided ? 2 * column : column - 1;
      CHECK(found.inputs[k] == static_cast<std::uint32_t>(((top + y) * 14 + left + x) * 128 + c));
      CHECK(found.weights[k] ==
            doctest::Approx(kernel[static_cast<std::size_t>(((y * 3 + x) * 128 + c) * 24 + filter)])
                .epsilon(1e-5)
                .scale(0.1));
    }
  }
}

TEST_CASE("of pooling the largest counts, and in a mean each of those that are there") {
  Sequential model = Sequential::from_config(sequential_of(
      "pools", {nullptr, 3, 3, 1},
      {serialized("MaxPooling2D", {{"pool_size", 2}, {"strides", 1}}),
       serialized("AveragePooling2D", {{"pool_size", 2}, {"padding", "same"}, {"strides", 1}})}));
  Inside inside(model);
  inside.look(Numbers{0, Scalar(0.5), 0, Scalar(0.25), 0, Scalar(0.75), 0, 0, 1});
  const WeightedSum most = weighted_sum(inside, 0, 0), mean = weighted_sum(inside, 1, 1);
  CHECK(most.inputs == std::vector<std::uint32_t>{1});
  CHECK(most.weights == Numbers{1});
  CHECK(most.value == Scalar(0.5));
  CHECK(mean.inputs == std::vector<std::uint32_t>{1, 3});
  CHECK(mean.weights == Numbers{Scalar(0.5), Scalar(0.5)});
  CHECK(mean.values == Numbers{Scalar(0.75), 1});
}

TEST_CASE("what is switched off gives nothing to a sum, and is 0 itself") {
  Sequential model = Sequential::from_config(sequential_of(
      "off", {nullptr, 2},
      {serialized("Dense", {{"units", 2}, {"activation", "sigmoid"}}), serialized("Dense", {{"units", 1}})}));
  model.initialize(1);
  Inside inside(model);
  inside.switch_off(0, 1);
  inside.look(Numbers{1, 1});
  const WeightedSum off = weighted_sum(inside, 0, 1), after = weighted_sum(inside, 1, 0);
  CHECK(off.value == 0);
  CHECK(off.sum != 0);
  CHECK(after.values[0] > 0);
  CHECK(after.values[1] == 0);
  CHECK(after.value == inside.activation(1)[0]);
  CHECK(refusal([&] { weighted_sum(inside, 2, 0); }) == "[layer] must be below 2, got 2");
  CHECK(refusal([&] { weighted_sum(inside, 0, 2); }) == "[index] must be below 2, got 2");
}
