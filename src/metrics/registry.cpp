#include "base/registry.h"

#include "metrics/accuracy.h"
#include "metrics/metric.h"

namespace inkling {

namespace {

const Registry<Metric>& registry() {
  static const Registry<Metric> registry("metric", {{"accuracy", make_kind<Metric, Accuracy>}});
  return registry;
}

}  // namespace

std::unique_ptr<Metric> make_metric(std::string_view name) {
  return registry().make(name);
}

std::vector<std::string> metric_names() {
  return registry().names();
}

}  // namespace inkling
