#include "base/registry.h"

#include "metrics/accuracy.h"
#include "metrics/auc.h"
#include "metrics/f1_score.h"
#include "metrics/metric.h"
#include "metrics/precision.h"
#include "metrics/recall.h"
#include "metrics/top_k_categorical_accuracy.h"

namespace inkling {

namespace {

const Registry<Metric>& registry() {
  static const Registry<Metric> registry(
      "metric", {
                    {"Accuracy", make_kind<Metric, Accuracy>},
                    {"TopKCategoricalAccuracy", make_kind<Metric, TopKCategoricalAccuracy>},
                    {"AUC", make_kind<Metric, AUC>},
                    {"Precision", make_kind<Metric, Precision>},
                    {"Recall", make_kind<Metric, Recall>},
                    {"F1Score", make_kind<Metric, F1Score>},
                });
  return registry;
}

}  // namespace

std::unique_ptr<Metric> make_metric(std::string_view name) {
  for (const auto& type : metric_types())
    if (snake_case(type) == name) return registry().make(type);
  return registry().make(name);
}

std::vector<std::string> metric_types() {
  return registry().names();
}

}  // namespace inkling
