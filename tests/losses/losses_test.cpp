#include <doctest/doctest.h>

#include "fixtures.h"
#include "losses/loss.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

struct Judged {
  double value;
  Numbers gradient;
};

Numbers targets_of(const LabelList& labels, std::size_t classes) {
  Numbers targets(labels.size() * classes, NAN);
  one_hot(labels, TensorView(targets.data(), {static_cast<int>(labels.size()), static_cast<int>(classes)}));
  return targets;
}

Judged judge(const Loss& loss, Numbers predictions, Numbers targets, bool from_logits, const Numbers& weights,
             int rows) {
  const Shape shape{rows, static_cast<int>(predictions.size()) / rows};
  Numbers gradient(predictions.size(), NAN);
  const TensorView p(predictions.data(), shape), t(targets.data(), shape);
  const double value = loss.compute(p, t, weights, from_logits, TensorView(gradient.data(), shape));
  CHECK(value == loss.compute(p, t, weights, from_logits, {}));
  return {value, gradient};
}

Judged judge(const Loss& loss, const Numbers& predictions, const LabelList& labels, bool from_logits) {
  return judge(loss, predictions, targets_of(labels, predictions.size() / labels.size()), from_logits, {},
               static_cast<int>(labels.size()));
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

Json smoothed(double smoothing) {
  return {{"class_name", "CategoricalCrossentropy"}, {"config", {{"label_smoothing", smoothing}}}};
}

}  // namespace

TEST_CASE("losses compute what TensorFlow.js and PyTorch do") {
  for (const std::string name :
       {"binary_crossentropy", "binary_crossentropy_from_logits", "binary_crossentropy_smoothed",
        "binary_crossentropy_weighted", "categorical_crossentropy", "categorical_crossentropy_from_logits",
        "categorical_crossentropy_smoothed", "categorical_crossentropy_smoothed_from_logits",
        "categorical_crossentropy_soft_labels", "categorical_crossentropy_weighted", "mean_squared_error",
        "mean_squared_error_weighted", "sparse_categorical_crossentropy",
        "sparse_categorical_crossentropy_from_logits", "sparse_categorical_crossentropy_large_logits"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("losses/" + name + ".json");
    Json config = Json::object();
    if (fixture["loss"].value("label_smoothing", 0.0) > 0)
      config["label_smoothing"] = fixture["loss"]["label_smoothing"];
    const auto loss = make_loss(fixture["loss"]["name"].get<std::string>());
    read_fields("tests", *loss, config);
    const int rows = fixture["shape"][0];
    const Numbers targets = fixture.contains("labels") ? targets_of(fixture["labels"], fixture["shape"][1])
                                                       : scalars(fixture["targets"]);
    const Numbers weights =
        fixture.contains("sample_weights") ? scalars(fixture["sample_weights"]) : Numbers();
    const auto [value, gradient] =
        judge(*loss, scalars(fixture["predictions"]), targets, fixture["loss"]["from_logits"], weights, rows);
    CHECK(value == doctest::Approx(fixture["value"].get<double>()).epsilon(1e-6));
    CHECK(distance(gradient, scalars(fixture["gradient"])) < 2e-6);
  }
}

TEST_CASE("gradients of losses are what differences say") {
  Random random(2);
  const LabelList labels{3, 0, 2};
  const auto logits = random_scalars(15, random, -2, 2), probabilities = random_scalars(15, random, 0.1, 0.9);
  for (const auto& type : loss_types())
    for (const double smoothing : {0.0, 0.1}) {
      const Json config = write_fields(*make_loss(type));
      if (smoothing > 0 && !config.contains("label_smoothing")) continue;
      const auto loss = smoothing > 0
                            ? read_loss({{"class_name", type}, {"config", {{"label_smoothing", smoothing}}}})
                            : make_loss(type);
      const double tolerance = kDouble ? 1e-7 : 1e-3, step = kDouble ? 1e-5 : 1e-3;
      if (config.contains("from_logits"))
        CHECK(distance(judge(*loss, logits, labels, true).gradient,
                       differences(*loss, logits, labels, true, step)) < tolerance);
      CHECK(distance(judge(*loss, probabilities, labels, false).gradient,
                     differences(*loss, probabilities, labels, false, step)) < tolerance);
    }
}

TEST_CASE("of an image that shows no class a network is to find all equally likely") {
  CHECK(targets_of({1, kNoClass}, 4) == Numbers{0, 1, 0, 0, 0.25, 0.25, 0.25, 0.25});
  const auto loss = make_loss("sparse_categorical_crossentropy");
  const auto unsure = judge(*loss, {2, 2, 2, 2}, {kNoClass}, true),
             sure = judge(*loss, {9, 2, 2, 2}, {kNoClass}, true);
  CHECK(unsure.value < sure.value);
  CHECK(distance(unsure.gradient, Numbers(4, 0)) < 1e-7);
  CHECK(sure.gradient[0] > 0);
  CHECK(sure.gradient[1] < 0);
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

TEST_CASE("binary cross-entropy of huge logits is finite") {
  const auto loss = make_loss("BinaryCrossentropy");
  CHECK(judge(*loss, {1e4f, -1e4f}, {0}, true).value == 0);
  CHECK(judge(*loss, {-1e4f, 1e4f}, {0}, true).value == doctest::Approx(1e4));
  CHECK(judge(*loss, {1, 0}, {1}, false).value == doctest::Approx(16.1180957));
}

TEST_CASE("losses are found by class name and by identifier, and refuse what they do not know") {
  CHECK(make_loss("CategoricalCrossentropy")->type() == "CategoricalCrossentropy");
  CHECK(read_loss("categorical_crossentropy")->type() == "CategoricalCrossentropy");
  CHECK(make_loss("mse")->type() == "MeanSquaredError");
  CHECK(make_loss("bce")->type() == "BinaryCrossentropy");
  CHECK(contains(refusal([] {
                   read_loss({{"class_name", "MeanSquaredError"}, {"config", {{"from_logits", true}}}});
                 }),
                 "[MeanSquaredError] unknown name 'from_logits'"));
  CHECK(contains(refusal([] { make_loss("crossentropy_categorical"); }), "[loss] unknown name"));
  CHECK(
      contains(refusal([] { read_loss(smoothed(2)); }), "[CategoricalCrossentropy] label_smoothing must be"));
  CHECK(contains(refusal([] { read_loss(7); }), "[loss] needs a name or a class_name"));
  const Json sparse{{"class_name", "SparseCategoricalCrossentropy"}, {"config", {{"label_smoothing", 0.1}}}};
  CHECK(contains(refusal([&] { read_loss(sparse); }), "label_smoothing"));
}
