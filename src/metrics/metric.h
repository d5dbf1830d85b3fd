#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tensor/tensor.h"

namespace inkling {

/// A figure gathered over many batches. https://keras.io/api/metrics/
class Metric {
 public:
  virtual ~Metric() = default;
  /// Keras's name in logs, such as "accuracy".
  virtual std::string_view name() const = 0;
  /// predictions (batch, classes), labels (batch) as class indices.
  virtual void update(ConstTensorView predictions, std::span<const std::uint8_t> labels) = 0;
  /// Over everything since reset(); 0 when there was nothing.
  virtual double result() const = 0;
  virtual void reset() = 0;
};

std::unique_ptr<Metric> make_metric(std::string_view name);
std::vector<std::string> metric_names();

}  // namespace inkling
