#include <doctest/doctest.h>

#include "fixtures.h"
#include "losses/loss.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Numbers = std::vector<Scalar>;
using LabelList = std::vector<std::uint8_t>;

struct Judged {
  double value;
  Numbers gradient;
};

Judged judge(const Loss& loss, Numbers predictions, const LabelList& labels, bool from_logits) {
  const int rows = static_cast<int>(labels.size());
  const Shape shape{rows, static_cast<int>(predictions.size()) / rows};
  Numbers gradient(predictions.size(), NAN);
  const double value = loss.compute(TensorView(predictions.data(), shape), labels, from_logits,
                                    TensorView(gradient.data(), shape));
  CHECK(value == loss.compute(TensorView(predictions.data(), shape), labels, from_logits, {}));
  return {value, gradient};
}

std::vector<double> differences(const Loss& loss, const Numbers& predictions, const LabelList& labels,
                                bool from_logits, double step) {
  std::vector<double> gradient;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    Numbers up = predictions, down = predictions;
    up[i] += static_cast<Scalar>(step);
    down[i] -= static_cast<Scalar>(step);
    gradient.push_back(
        (judge(loss, up, labels, from_logits).value - judge(loss, down, labels, from_logits).value) /
        (double(up[i]) - down[i]));
  }
  return gradient;
}

/// The classes of one-hot targets.
LabelList classes_of(const Json& fixture) {
  if (fixture.contains("labels")) return fixture["labels"].get<LabelList>();
  const Numbers targets = scalars(fixture["targets"]);
  const std::size_t classes = fixture["shape"][1];
  LabelList labels;
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i] == 1) labels.push_back(static_cast<std::uint8_t>(i % classes));
  return labels;
}

Json smoothed(double smoothing) {
  return {{"class_name", "CategoricalCrossentropy"}, {"config", {{"label_smoothing", smoothing}}}};
}

}  // namespace

TEST_CASE("losses compute what TensorFlow.js does") {
  for (const std::string name :
       {"categorical_crossentropy", "categorical_crossentropy_from_logits",
        "categorical_crossentropy_smoothed", "categorical_crossentropy_smoothed_from_logits",
        "sparse_categorical_crossentropy", "sparse_categorical_crossentropy_from_logits",
        "sparse_categorical_crossentropy_large_logits"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("losses/" + name + ".json");
    const double smoothing = fixture["loss"]["label_smoothing"];
    const auto loss = smoothing > 0 ? read_loss(smoothed(smoothing)) : read_loss(fixture["loss"]["name"]);
    const auto [value, gradient] =
        judge(*loss, scalars(fixture["predictions"]), classes_of(fixture), fixture["loss"]["from_logits"]);
    CHECK(value == doctest::Approx(fixture["value"].get<double>()).epsilon(1e-6));
    CHECK(distance(gradient, scalars(fixture["gradient"])) < 2e-6);
  }
}

TEST_CASE("gradients of losses are what differences say") {
  Random random(2);
  const LabelList labels{3, 0, 2};
  const auto logits = random_scalars(15, random, -2, 2), probabilities = random_scalars(15, random, 0.1, 1);
  for (const auto& type : loss_types())
    for (const double smoothing : {0.0, 0.1}) {
      if (smoothing > 0 && type != "CategoricalCrossentropy") continue;
      const auto loss = smoothing > 0 ? read_loss(smoothed(smoothing)) : make_loss(type);
      const double tolerance = kDouble ? 1e-7 : 1e-3, step = kDouble ? 1e-5 : 1e-3;
      CHECK(distance(judge(*loss, logits, labels, true).gradient,
                     differences(*loss, logits, labels, true, step)) < tolerance);
      CHECK(distance(judge(*loss, probabilities, labels, false).gradient,
                     differences(*loss, probabilities, labels, false, step)) < tolerance);
    }
}

TEST_CASE("a probability that is kept from 0 or from 1 has no gradient") {
  const auto loss = make_loss("CategoricalCrossentropy");
  const double step = 1e-9;
  if (kDouble)
    for (const Numbers& p : {Numbers{0.5, 1e-8, 0.2}, Numbers{1e-9, 0.9, 1e-9}})
      CHECK(distance(judge(*loss, p, {1}, false).gradient, differences(*loss, p, {1}, false, step)) < 1e-5);
  CHECK(judge(*loss, {0.5, 0, 0.25}, {1}, false).gradient == Numbers{0, 0, 0});
  CHECK(judge(*loss, {0, 1, 0}, {1}, false).gradient == Numbers{0, 0, 0});
}

TEST_CASE("extreme predictions give finite losses") {
  for (const auto& loss : {make_loss("SparseCategoricalCrossentropy"), read_loss(smoothed(0.1))}) {
    const auto right = judge(*loss, {1e4f, -1e4f, 0}, {0}, true),
               wrong = judge(*loss, {1e4f, -1e4f, 0}, {1}, true);
    const auto never = judge(*loss, {1, 0, 0}, {1}, false);
    for (const auto& judged : {right, wrong, never}) {
      CHECK(std::isfinite(judged.value));
      for (const Scalar value : judged.gradient) CHECK(std::isfinite(value));
    }
  }
  const auto plain = make_loss("sparse_categorical_crossentropy");
  CHECK(judge(*plain, {1e4f, -1e4f, 0}, {0}, true).value == 0);
  CHECK(judge(*plain, {1e4f, -1e4f, 0}, {1}, true).value == doctest::Approx(2e4));
  CHECK(judge(*plain, {1, 0, 0}, {1}, false).value == doctest::Approx(16.1180957));
}

TEST_CASE("losses are found by class name and by identifier, and refuse what they do not know") {
  CHECK(make_loss("CategoricalCrossentropy")->type() == "CategoricalCrossentropy");
  CHECK(read_loss("categorical_crossentropy")->type() == "CategoricalCrossentropy");
  CHECK(contains(refusal([] { make_loss("crossentropy_categorical"); }), "[loss] unknown name"));
  CHECK(
      contains(refusal([] { read_loss(smoothed(2)); }), "[CategoricalCrossentropy] label_smoothing must be"));
  CHECK(contains(refusal([] { read_loss(7); }), "[loss] needs a name or a class_name"));
  const Json sparse{{"class_name", "SparseCategoricalCrossentropy"}, {"config", {{"label_smoothing", 0.1}}}};
  CHECK(contains(refusal([&] { read_loss(sparse); }), "label_smoothing"));
}
