#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "tensor/state.h"
#include "tensor/tensor.h"

namespace inkling {

/// A figure gathered over many batches. https://keras.io/api/metrics/
class Metric {
 public:
  virtual ~Metric() = default;
  /// Keras's class name.
  virtual std::string_view type() const = 0;
  /// Keras's configuration keys.
  void describe(Fields& fields);
  /// Its name in logs: the snake_case of the type, or as the configuration says.
  std::string name() const;

  /// predictions (batch, classes), labels (batch) as class indices.
  virtual void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) = 0;
  /// Over everything since reset(); 0 when there was nothing.
  virtual double result() const = 0;
  virtual void reset() = 0;
  /// What has been gathered since reset().
  virtual void describe_state(State& state) = 0;

 protected:
  virtual void describe_own(Fields&) {}

 private:
  std::string name_;
};

/// A Keras class name ("AUC") or identifier ("auc").
std::unique_ptr<Metric> make_metric(std::string_view name);
std::vector<std::string> metric_types();

/// An identifier, or {"class_name": ..., "config": {...}}.
std::unique_ptr<Metric> read_metric(const Json& description);

}  // namespace inkling
