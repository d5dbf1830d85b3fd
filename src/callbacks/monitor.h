#pragma once

#include <string>
#include <string_view>

#include "base/fields.h"
#include "trainer/trainer.h"

namespace inkling {

/// A figure of the logs that a callback watches, and which way is up.
class Monitor {
 public:
  /// "monitor" and "mode": "min", "max", or "auto", which is "max" for accuracy, AUC, precision, recall and
  /// F1.
  void describe(Fields& fields);
  /// Refuses a figure that the logs will not have; `type` begins the error.
  void check(std::string_view type, const Trainer& trainer) const;

  const std::string& name() const { return name_; }
  double value(const Logs& logs) const;
  /// Whether `value` is better than `best` by more than `min_delta`.
  bool improves(double value, double best, double min_delta = 0) const;
  /// What any figure is better than.
  double worst() const;

 private:
  bool larger_is_better() const;

  std::string name_ = "val_loss", mode_ = "auto";
};

}  // namespace inkling
