#include "io/network_guess.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// Weights that own their tensors.
class Weights {
 public:
  Weights& add(const std::string& layer, const std::vector<Shape>& shapes = {}) {
    LayerWeights weights{layer, {}};
    for (const Shape& shape : shapes) {
      tensors_.push_back(std::make_unique<NamedTensor>(
          NamedTensor{layer, shape, std::vector<float>(shape.elements(), 0.5F)}));
      weights.tensors.push_back(tensors_.back().get());
    }
    layers.push_back(weights);
    return *this;
  }
  std::vector<LayerWeights> layers;

 private:
  std::vector<std::unique_ptr<NamedTensor>> tensors_;
};

std::string kinds_of(const KerasNetwork& network) {
  std::string all;
  for (const auto& layer : network.layers) all += layer.class_name + " ";
  return all;
}

}  // namespace

TEST_CASE("weights with Keras's names leave one network") {
  const Weights weights = std::move(Weights()
                                        .add("conv2d_12", {{3, 3, 1, 8}, {8}})
                                        .add("batch_normalization_1", {{8}, {8}, {8}, {8}})
                                        .add("activation_19")
                                        .add("max_pooling2d_11")
                                        .add("flatten_5")
                                        .add("dense_10", {{1568, 10}, {10}})
                                        .add("activation_22"));
  const auto guesses = guess_networks(weights.layers);
  REQUIRE(!guesses.empty());
  CHECK(kinds_of(guesses[0]) ==
        "Conv2D BatchNormalization Activation MaxPooling2D Flatten Dense Activation ");
  CHECK(guesses[0].layers[0].config["padding"] == "same");
  CHECK(guesses[0].layers[2].config["activation"] == "relu");
  CHECK(guesses[0].layers[6].config["activation"] == "softmax");
  for (const auto& guess : guesses)
    CHECK(build_keras(guess, weights.layers).build().output_shape() == Shape{10});
}

TEST_CASE("weights with other names are told by their shapes, and pools are looked for") {
  const Weights weights = std::move(
      Weights().add("a", {{5, 5, 1, 6}, {6}}).add("b", {{864, 20}, {20}}).add("c", {{20, 10}, {10}}));
  const auto guesses = guess_networks(weights.layers);
  REQUIRE(!guesses.empty());
  CHECK(kinds_of(guesses[0]) == "Conv2D MaxPooling2D Flatten Dense Dense ");
  CHECK(guesses[0].layers[0].config["padding"] == "valid");
  CHECK(guesses[0].layers[3].config["activation"] == "relu");
  CHECK(guesses[0].layers[4].config["activation"] == "softmax");
}

TEST_CASE("weights that fit no network are refused") {
  CHECK(
      refusal([] {
        guess_networks(std::move(Weights().add("a", {{5, 5, 1, 6}, {6}}).add("b", {{863, 10}, {10}})).layers);
      }) ==
      "[model] the file holds weights alone, and no network was found that they fit; open it together with "
      "its "
      "JSON");
  CHECK(contains(refusal([] {
                   guess_networks(std::move(Weights().add("a", {{5, 5, 5}})).layers);
                 }),
                 "is of no known kind"));
}

TEST_CASE("what unlikely networks cost, and where they end") {
  // The likeliest come first: no mixed paddings, no steps beside pools, a ReLU.
  const Weights weights = std::move(
      Weights().add("a", {{3, 3, 1, 4}, {4}}).add("b", {{3, 3, 4, 8}, {8}}).add("c", {{200, 10}, {10}}));
  const auto guesses = guess_networks(weights.layers);
  CHECK(kinds_of(guesses[0]) == "Conv2D MaxPooling2D Conv2D MaxPooling2D Flatten Dense ");
  CHECK(guesses[0].cost == 0);
  for (std::size_t i = 1; i < guesses.size(); ++i) CHECK(guesses[i].cost >= guesses[i - 1].cost);
  CHECK(std::any_of(guesses.begin(), guesses.end(), [](const KerasNetwork& each) {
    return each.layers[0].config["activation"] == "tanh" && each.layers[1].class_name == "AveragePooling2D";
  }));
  // PyTorch normalizes before the rectifier, Keras mostly after.
  const Weights normalized = std::move(
      Weights().add("a", {{3, 3, 1, 4}, {4}}).add("n", {{4}, {4}, {4}, {4}}).add("c", {{676, 10}, {10}}));
  std::vector<std::string> kinds;
  for (const auto& each : guess_networks(normalized.layers)) kinds.push_back(kinds_of(each));
  CHECK(kinds[0] == "Conv2D BatchNormalization Activation MaxPooling2D Flatten Dense ");
  CHECK(std::find(kinds.begin(), kinds.end(), "Conv2D BatchNormalization MaxPooling2D Flatten Dense ") !=
        kinds.end());
  // Classes that are maps.
  const Weights maps = std::move(Weights().add("a", {{3, 3, 1, 4}, {4}}).add("b", {{1, 1, 4, 10}, {10}}));
  CHECK(kinds_of(guess_networks(maps.layers)[0]).ends_with("GlobalAveragePooling2D "));
}
