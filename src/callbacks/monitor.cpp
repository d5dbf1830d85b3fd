#include "callbacks/monitor.h"

#include <algorithm>
#include <limits>

#include "base/error.h"
#include "base/names.h"

namespace inkling {

void Monitor::describe(Fields& fields) {
  fields.text("monitor", name_);
  fields.choice("mode", mode_, {"auto", "min", "max"});
}

void Monitor::check(std::string_view type, const Trainer& trainer) const {
  const auto names = trainer.log_names();
  if (std::find(names.begin(), names.end(), name_) != names.end()) return;
  const bool lacks_validation = name_.starts_with("val_") && names.back().find("val_") != 0;
  const Message unknown = unknown_name(name_, names);
  if (lacks_validation) fail(type, "monitor: {}; there are no validation data", unknown);
  fail(type, "monitor: {}", unknown);
}

double Monitor::value(const Logs& logs) const {
  const auto found =
      std::find_if(logs.begin(), logs.end(), [&](const auto& log) { return log.first == name_; });
  return found == logs.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

bool Monitor::improves(double value, double best, double min_delta) const {
  return larger_is_better() ? value - min_delta > best : value + min_delta < best;
}

double Monitor::worst() const {
  const double infinity = std::numeric_limits<double>::infinity();
  return larger_is_better() ? -infinity : infinity;
}

bool Monitor::larger_is_better() const {
  if (mode_ != "auto") return mode_ == "max";
  for (const char* part : {"acc", "auc", "precision", "recall", "f1"})
    if (name_.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace inkling
