#include "model/statistics.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "base/labels.h"
#include "base/math.h"
#include "fixtures.h"
#include "model/sequential.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Sequential small(const char* last) {
  Sequential model = Sequential::from_config(
      sequential_of("small", {nullptr, 6, 6, 1},
                    {serialized("Conv2D", {{"filters", 4}, {"kernel_size", 3}, {"activation", "relu"}}),
                     serialized("BatchNormalization"), serialized("Flatten"),
                     serialized("Dense", {{"units", 3}, {"activation", last}})}));
  model.initialize(5);
  return model;
}

std::size_t total(const Histogram& histogram) {
  return std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::size_t{0});
}

const std::vector<std::uint8_t> kSomeLabels{0, 2, kNoClass, 1, 2};

/// The mean cross-entropy of the images that show a class.
double cross_entropy(Sequential& model, const Numbers& images) {
  Numbers answers = model.predict(images, 5);
  make_probabilities(model, answers);
  double sum = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    if (kSomeLabels[i] == kNoClass) continue;
    const Scalar* row = answers.data() + i * 3;
    sum -= math::log(static_cast<double>(row[kSomeLabels[i]]) / (row[0] + row[1] + row[2]));
  }
  return sum / 4;
}

}  // namespace

TEST_CASE("a histogram counts every finite number from the least to the most") {
  const Scalar infinite = std::numeric_limits<Scalar>::infinity(), none = std::nan("");
  Histogram histogram;
  histogram.reach(Numbers{-1, infinite, 0, none});
  histogram.reach(Numbers{3});
  histogram.count(Numbers{-1, -1, 0, infinite, none, 3});
  CHECK(histogram.least == -1);
  CHECK(histogram.most == 3);
  CHECK(histogram.counts.size() == 32);
  CHECK(histogram.counts.front() == 2);
  CHECK(histogram.counts[8] == 1);
  CHECK(histogram.counts.back() == 1);
  CHECK(total(histogram) == 4);
  Histogram same, nothing;
  same.reach(Numbers{2});
  same.count(Numbers{2, 2});
  CHECK(same.least == 2);
  CHECK(same.counts.front() == 2);
  nothing.reach(Numbers{none});
  nothing.count(Numbers{none});
  CHECK(nothing.least == 0);
  CHECK(total(nothing) == 0);
}

TEST_CASE("statistics are of all weights and activations, and of the gradient of the cross-entropy") {
  const char* last = nullptr;
  SUBCASE("") {
    last = "softmax";
  }
  SUBCASE("") {
    last = "linear";
  }
  SUBCASE("") {
    last = "sigmoid";
  }
  CAPTURE(last);
  Sequential model = small(last);
  // A map whose bias keeps it from ever showing anything.
  model.weights()[1].values[2] = -100;
  Random random(6);
  const Numbers images = random_scalars(5 * 36, random, 0, 1);
  Inside inside(model);
  for (Scalar& each : model.gradient_block()) each = 100;
  const auto all = layer_statistics(model, inside, images, kSomeLabels);
  REQUIRE(all.size() == 4);

  CHECK(total(*all[0].weights) == 4 * 9 + 4);
  CHECK(all[0].weights->least == -100);
  CHECK(total(*all[1].weights) == 8);
  CHECK(!all[2].weights.has_value());
  CHECK(!all[2].gradients.has_value());
  CHECK(total(all[0].activations) == 5 * 64);
  CHECK(all[0].activations.least == 0);
  CHECK(all[0].dead == 0.25);
  CHECK(all[1].dead == 0.25);
  CHECK(all[3].dead == 0);

  // The gradients by differences, of the last layer.
  double least = 0, most = 0;
  for (const std::size_t weight : {std::size_t{6}, std::size_t{7}})
    for (Scalar& value : model.weights()[weight].values) {
      const Scalar before = value;
      value = before + Scalar(1e-2);
      const double above = cross_entropy(model, images);
      value = before - Scalar(1e-2);
      const double difference = (above - cross_entropy(model, images)) / 2e-2;
      value = before;
      least = std::min(least, difference);
      most = std::max(most, difference);
    }
  CHECK(all[3].gradients->least == doctest::Approx(least).epsilon(2e-3));
  CHECK(all[3].gradients->most == doctest::Approx(most).epsilon(2e-3));
  CHECK(total(*all[3].gradients) == total(*all[3].weights));
}

TEST_CASE("statistics of a network that has gone astray are finite, and what does not fit is refused") {
  Sequential model = small("softmax");
  Inside inside(model);
  const Numbers images(5 * 36, Scalar(0.5));
  model.weights()[0].values[0] = std::numeric_limits<Scalar>::infinity();
  for (const auto& each : layer_statistics(model, inside, images, kSomeLabels)) {
    CHECK(std::isfinite(each.activations.least));
    CHECK(std::isfinite(each.activations.most));
  }
  const auto refused = [&](std::size_t numbers, const std::vector<std::uint8_t>& labels) {
    return refusal([&] { layer_statistics(model, inside, Numbers(numbers), labels); });
  };
  CHECK(refused(36, {3}) == "[label] must be below 3, got 3");
  CHECK(refused(35, {0}) == "[statistics] 1 images of (6, 6, 1) have 36 numbers, got 35");
  CHECK(refused(0, {}) == "[statistics] there are no images");
}
