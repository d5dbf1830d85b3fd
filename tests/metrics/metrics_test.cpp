#include <doctest/doctest.h>

#include "fixtures.h"
#include "metrics/confusion_matrix.h"
#include "metrics/metric.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

void update(Metric& metric, std::vector<Scalar> predictions, const LabelList& labels) {
  const int rows = static_cast<int>(labels.size());
  metric.update(TensorView(predictions.data(), {rows, static_cast<int>(predictions.size()) / rows}), labels);
}

}  // namespace

TEST_CASE("metrics have the values of scikit-learn and PyTorch, in one batch or in two") {
  for (const std::string name :
       {"accuracy", "auc", "f1_score_macro", "f1_score_micro", "f1_score_weighted", "precision",
        "precision_threshold", "recall", "top_k_categorical_accuracy", "top_k_k2"}) {
    CAPTURE(name);
    const Json fixture = read_fixture("metrics/" + name + ".json");
    const auto metric = read_metric(fixture["metric"]);
    const auto predictions = scalars(fixture["predictions"]);
    const auto labels = fixture["labels"].get<LabelList>();
    const double expected = fixture["value"];
    update(*metric, predictions, labels);
    CHECK(metric->result() == doctest::Approx(expected).epsilon(1e-9));
    metric->reset();
    CHECK(metric->result() == 0);
    const std::size_t half = labels.size() / 2, classes = fixture["shape"][1];
    const auto middle = predictions.begin() + static_cast<std::ptrdiff_t>(half * classes);
    const auto middle_label = labels.begin() + static_cast<std::ptrdiff_t>(half);
    update(*metric, {predictions.begin(), middle}, {labels.begin(), middle_label});
    update(*metric, {middle, predictions.end()}, {middle_label, labels.end()});
    CHECK(metric->result() == doctest::Approx(expected).epsilon(1e-9));
  }
}

TEST_CASE("the confusion matrix and what follows from it") {
  const Json fixture = read_fixture("metrics/confusion_matrix.json");
  auto predictions = scalars(fixture["predictions"]);
  const auto labels = fixture["labels"].get<LabelList>();
  const auto shape = fixture["shape"].get<std::vector<int>>();
  ConfusionMatrix matrix;
  CHECK(matrix.accuracy() == 0);
  matrix.update(TensorView(predictions.data(), Shape(shape)), labels);
  std::vector<std::size_t> flat;
  for (const auto& row : matrix.counts()) flat.insert(flat.end(), row.begin(), row.end());
  CHECK(flat == fixture["value"].get<std::vector<std::size_t>>());
  CHECK(matrix.samples() == labels.size());
  for (std::size_t c = 0; c < matrix.classes(); ++c) {
    const double precision = matrix.precision(c), recall = matrix.recall(c);
    CHECK(matrix.f1(c) ==
          doctest::Approx(precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0));
  }
}

TEST_CASE("AUC counts ties half, and leaves out classes that are never or always there") {
  const auto auc = make_metric("auc");
  CHECK(auc->result() == 0);
  update(*auc, {0.9f, 0.1f, 0, /**/ 0.4f, 0.6f, 0, /**/ 0.4f, 0.6f, 0}, {0, 1, 0});
  // Class 0: scores 0.9 and 0.4 against 0.4; class 1: 0.6 against 0.1 and 0.6; class 2 is never there.
  CHECK(auc->result() == doctest::Approx(0.75));
  auc->reset();
  update(*auc, {0.9f, 0.1f, /**/ 0.4f, 0.6f}, {0, 0});
  CHECK(auc->result() == 0);
  auc->reset();
  update(*auc, {NAN, 0.1f, /**/ 0.4f, 0.6f}, {0, 1});
  CHECK(std::isfinite(auc->result()));
}

TEST_CASE("metrics are found by class name and by identifier, and may have a name of their own") {
  for (const auto& type : metric_types()) CHECK(make_metric(type)->type() == type);
  const std::vector<std::string> names{"accuracy", "top_k_categorical_accuracy", "auc", "precision", "recall",
                                       "f1_score"};
  for (const auto& name : names) CHECK(make_metric(name)->name() == name);
  CHECK(read_metric({{"class_name", "TopKCategoricalAccuracy"}, {"config", {{"k", 3}, {"name", "top_3"}}}})
            ->name() == "top_3");
  CHECK(contains(refusal([] { make_metric("Acuracy"); }),
                 "[metric] unknown name 'Acuracy', did you mean 'Accuracy'?"));
  CHECK(contains(refusal([] { read_metric(7); }), "[metric] needs a name"));
  const auto refused = [](const char* type, const Json& config) {
    return refusal([&] { read_metric({{"class_name", type}, {"config", config}}); });
  };
  CHECK(contains(refused("TopKCategoricalAccuracy", {{"k", 0}}),
                 "[TopKCategoricalAccuracy] k must be positive"));
  CHECK(contains(refused("F1Score", {{"average", "mean"}}), "[F1Score] average"));
  CHECK(contains(refused("Precision", {{"thresholds", 2}}), "[Precision] thresholds must be from 0"));
}
