#include "metrics/metric.h"

#include "base/keras.h"
#include "base/names.h"

namespace inkling {

void Metric::describe(Fields& fields) {
  fields.text("name", name_);
  describe_dtype(fields);
  describe_own(fields);
}

std::string Metric::name() const {
  return name_.empty() ? snake_case(type()) : name_;
}

std::unique_ptr<Metric> read_metric(const Json& description) {
  const auto [name, config] = read_identifier("metric", description);
  auto metric = make_metric(name);
  read_fields(metric->type(), *metric, config);
  return metric;
}

}  // namespace inkling
