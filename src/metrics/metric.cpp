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
  return read_object("metric", description, make_metric);
}

}  // namespace inkling
