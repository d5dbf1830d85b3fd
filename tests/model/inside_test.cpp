#include "model/inside.h"

#include <doctest/doctest.h>

#include <cmath>

#include "fixtures.h"
#include "model/attribution.h"
#include "model/sequential.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Sequential seen_through(const Json& batch_shape, const std::vector<Json>& layers) {
  Sequential model = Sequential::from_config(sequential_of("seen", batch_shape, layers));
  model.initialize(3);
  return model;
}

/// A product of all pixels and nothing else.
Sequential linear_network(int side) {
  return seen_through({nullptr, side, side, 1}, {serialized("Flatten"), serialized("Dense", {{"units", 3}})});
}

/// Smooth, so that differences tell gradients; logits at its end, or their softmax.
Sequential smooth_network(bool ends_in_softmax) {
  return seen_through(
      {nullptr, 9, 8, 1},
      {serialized("Conv2D", {{"filters", 3}, {"kernel_size", 3}, {"activation", "tanh"}}),
       serialized("BatchNormalization"), serialized("AveragePooling2D"), serialized("Flatten"),
       serialized("Dense", {{"units", 5}, {"activation", "gelu"}}),
       serialized("Dense", {{"units", 4}, {"activation", ends_in_softmax ? "softmax" : "linear"}})});
}

std::vector<Scalar> ink(std::size_t pixels, std::uint64_t seed) {
  Random random(seed);
  return random_scalars(pixels, random, 0, 1);
}

}  // namespace

TEST_CASE("what layers give is what the network computes, and the answer is its own") {
  Sequential model = smooth_network(true);
  Inside inside(model);
  const auto image = ink(72, 4);
  inside.look(image);
  const auto& layers = model.layers();
  for (std::size_t i = 0; i < layers.size(); ++i)
    CHECK(inside.activation(i).shape == layers[i]->output_shape().with_batch(1));
  const auto answer = model.predict(image, 1);
  const ConstTensorView last = inside.activation(layers.size() - 1);
  CHECK(std::equal(answer.begin(), answer.end(), last.begin()));
  // The pooled maps are those that are flattened.
  CHECK(std::equal(inside.activation(2).begin(), inside.activation(2).end(), inside.activation(3).begin()));
  // The mean of four.
  const ConstTensorView maps = inside.activation(1), pooled = inside.activation(2);
  const auto at = [&](std::size_t y, std::size_t x, std::size_t c) { return maps[(y * 6 + x) * 3 + c]; };
  for (std::size_t c = 0; c < 3; ++c)
    CHECK(pooled[(1 * 3 + 2) * 3 + c] ==
          doctest::Approx((at(2, 4, c) + at(2, 5, c) + at(3, 4, c) + at(3, 5, c)) / 4).epsilon(1e-5));
}

TEST_CASE("gradients are those of the logit, with and without a softmax after it") {
  Sequential model = smooth_network(false), with_softmax = smooth_network(true);
  auto image = ink(72, 5);
  Inside inside(model), other(with_softmax);
  inside.look(image);
  other.look(image);
  for (const std::size_t label : {0U, 3U}) {
    const ConstTensorView view = inside.image_gradient(label);
    const std::vector<Scalar> gradient(view.begin(), view.end());
    const ConstTensorView same = other.image_gradient(label);
    CHECK(std::equal(gradient.begin(), gradient.end(), same.begin()));
    for (std::size_t pixel = 0; pixel < image.size(); pixel += 7) {
      const Scalar before = image[pixel];
      const auto score = [&](double step) {
        image[pixel] = static_cast<Scalar>(before + step);
        return static_cast<double>(model.predict(image, 1)[label]);
      };
      const double difference = (score(1e-2) - score(-1e-2)) / 2e-2;
      image[pixel] = before;
      CHECK(gradient[pixel] == doctest::Approx(difference).epsilon(5e-3).scale(0.1));
    }
  }
  // Of the last layer's inputs: its kernel.
  const ConstTensorView kernel = model.weights()[model.weights().size() - 2].values;
  const ConstTensorView gradient = inside.gradient(4, 2);
  for (std::size_t i = 0; i < 5; ++i) CHECK(gradient[i] == kernel[i * 4 + 2]);
}

TEST_CASE("an image that does not fit and a class that there is not are refused") {
  Sequential model = linear_network(4);
  Inside inside(model);
  CHECK(contains(refusal([&] { inside.image_gradient(0); }), "has not seen an image"));
  CHECK(contains(refusal([&] { inside.look(std::vector<Scalar>(15)); }),
                 "15 numbers do not fit the input (4, 4, 1)"));
  inside.look(std::vector<Scalar>(16));
  CHECK(refusal([&] { gradient_times_input(inside, 3); }) == "[label] must be below 3, got 3");
  CHECK(refusal([&] { occlusion(inside, 3); }) == "[label] must be below 3, got 3");
  CHECK(refusal([&] { grad_cam(inside, 0, 1); }) == "[layer] flatten has no maps");
  CHECK(refusal([&] { grad_cam(inside, 9, 1); }) == "[layer] must be below 2, got 9");
}

TEST_CASE("of a network that only weighs pixels, what speaks for a class is each pixel's part of the sum") {
  Sequential model = linear_network(9);
  Inside inside(model);
  const auto image = ink(81, 6);
  inside.look(image);
  const ConstTensorView kernel = model.weights()[0].values;
  const auto map = gradient_times_input(inside, 1);
  for (std::size_t i = 0; i < 81; ++i) CHECK(map[i] == kernel[i * 3 + 1] * image[i]);

  std::vector<Scalar> dot(81);
  dot[4 * 9 + 3] = Scalar(0.5);
  inside.look(dot);
  const auto covered = occlusion(inside, 1);
  // Each window over the dot takes all of it away; farther off fewer windows cover both.
  const double part = static_cast<double>(kernel[(4 * 9 + 3) * 3 + 1]) * 0.5;
  CHECK(covered[4 * 9 + 3] == doctest::Approx(part).epsilon(1e-4));
  CHECK(std::fabs(covered[4 * 9 + 6]) < std::fabs(covered[4 * 9 + 4]));
  CHECK(covered[8 * 9 + 8] == 0);
  inside.look(std::vector<Scalar>(81));
  for (const Scalar each : occlusion(inside, 1)) CHECK(each == 0);
}

TEST_CASE("Grad-CAM is the map by which a global mean decides") {
  Sequential model = seen_through(
      {nullptr, 8, 8, 1}, {serialized("Conv2D", {{"filters", 2}, {"kernel_size", 2}, {"strides", 2}}),
                           serialized("GlobalAveragePooling2D"), serialized("Dense", {{"units", 2}})});
  Inside inside(model);
  inside.look(ink(64, 7));
  const ConstTensorView kernel = model.weights()[2].values, maps = inside.activation(0);
  const auto map = grad_cam(inside, 0, 1);
  // Between the middles of the map's pixels, and beyond them as at the nearest.
  const auto expected = [&](std::size_t pixel) {
    double sum = 0;
    for (std::size_t c = 0; c < 2; ++c)
      sum += static_cast<double>(maps[pixel * 2 + c]) * kernel[c * 2 + 1] / 16;
    return std::max(sum, 0.0);
  };
  CHECK(map[0] == doctest::Approx(expected(0)).epsilon(1e-4));
  CHECK(map[63] == doctest::Approx(expected(15)).epsilon(1e-4));
  CHECK(map[9] == doctest::Approx((9 * expected(0) + 3 * expected(1) + 3 * expected(4) + expected(5)) / 16)
                      .epsilon(1e-4));
}

TEST_CASE("what is inside is what PyTorch finds there") {
  const char* name = nullptr;
  SUBCASE("") {
    name = "inside/network.json";
  }
  SUBCASE("") {
    name = "inside/strided.json";
  }
  CAPTURE(name);
  const Json fixture = read_fixture(name);
  Sequential model = Sequential::from_config(fixture["model"]);
  for (std::size_t i = 0; i < model.weights().size(); ++i) {
    REQUIRE(fixture["weights"][i]["name"] == model.weights()[i].name);
    const Numbers values = scalars(fixture["weights"][i]["values"]);
    std::copy(values.begin(), values.end(), model.weights()[i].values.begin());
  }
  Inside inside(model);
  inside.look(scalars(fixture["image"]));
  for (std::size_t i = 0; i < model.layers().size(); ++i) {
    CAPTURE(i);
    const ConstTensorView activation = inside.activation(i);
    CHECK(distance(Numbers(activation.begin(), activation.end()), scalars(fixture["activations"][i])) < 1e-5);
  }
  for (const Json& each : fixture["explanations"]) {
    CAPTURE(each["method"]);
    const std::size_t label = each["label"];
    Numbers found;
    if (each["method"] == "gradient") found = gradient_times_input(inside, label);
    if (each["method"] == "occlusion") found = occlusion(inside, label);
    if (each["method"] == "grad_cam") {
      std::size_t layer = 0;
      while (model.layers()[layer]->name() != each["layer"]) ++layer;
      found = grad_cam(inside, layer, label);
    }
    CHECK(distance(found, scalars(each["values"])) < 1e-5);
  }
}

TEST_CASE("features are what the last layer with weights is given, and nothing else changes") {
  Sequential model = smooth_network(true);
  Inside inside(model);
  const auto images = ink(33 * 72, 11);
  const auto one = std::span(images).subspan(32 * 72);
  inside.look(one);
  const ConstTensorView given = inside.input(5);
  const Numbers expected(given.begin(), given.end());
  const auto rows = inside.features(images, 33);
  CHECK(rows.size() == 33 * 5);
  CHECK(Numbers(rows.end() - 5, rows.end()) == expected);
  CHECK(Numbers(inside.input(5).begin(), inside.input(5).end()) == expected);
  CHECK(contains(refusal([&] { inside.features(images, 32); }), "32 images"));

  // Where the first layer is the last with weights, the images themselves.
  Sequential first = seen_through({nullptr, 6}, {serialized("Dense", {{"units", 2}})});
  const auto pixels = ink(12, 12);
  CHECK(Inside(first).features(pixels, 2) == pixels);
  Sequential none = seen_through({nullptr, 6}, {serialized("Activation", {{"activation", "softmax"}})});
  CHECK(contains(refusal([&] { Inside(none).features(pixels, 2); }), "no layer with weights"));
}

TEST_CASE("what is switched off is zero, for every answer and gradient, until it is on again") {
  Sequential model = smooth_network(true);
  Inside inside(model);
  const auto image = ink(72, 9), more = ink(40 * 72, 10);
  inside.look(image);
  const auto whole = inside.predict(more, 40);
  CHECK(whole == model.predict(more, 40));
  inside.switch_off(1, 2);
  inside.switch_off(4, 0);
  inside.look(image);
  for (std::size_t i = 0; i < inside.activation(1).size(); ++i)
    CHECK((inside.activation(1)[i] == 0) == (i % 3 == 2));
  CHECK(inside.activation(4)[0] == 0);
  // As the network is whose next layers do not read them.
  Sequential cut = smooth_network(true);
  const auto silence = [&](std::size_t weight, std::size_t rows, std::size_t row, std::size_t columns) {
    const TensorView kernel = cut.weights()[weight].values;
    for (std::size_t i = 0; i < kernel.size(); ++i)
      if (i / columns % rows == row) kernel[i] = 0;
  };
  silence(6, 3, 2, 5);
  silence(8, 5, 0, 4);
  CHECK(distance(inside.predict(more, 40), cut.predict(more, 40)) < 1e-6);
  Inside other(cut);
  other.look(image);
  const ConstTensorView gradient = inside.image_gradient(1), expected = other.image_gradient(1);
  CHECK(distance(Numbers(gradient.begin(), gradient.end()), Numbers(expected.begin(), expected.end())) <
        1e-5);
  inside.switch_off(1, 2, false);
  CHECK(inside.predict(more, 40) != whole);
  inside.switch_all_on();
  CHECK(inside.predict(more, 40) == whole);
  CHECK(refusal([&] { inside.switch_off(9, 0); }) == "[layer] must be below 6, got 9");
  CHECK(refusal([&] { inside.switch_off(1, 3); }) == "[channel] must be below 3, got 3");
}
