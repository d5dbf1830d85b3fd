#include "metrics/precision.h"

namespace inkling {

void Precision::describe_own(Fields& fields) {
  fields.number("thresholds", thresholds_, 0, 1);
  fields.fixed("top_k", {});
  fields.fixed("class_id", {});
}

void Precision::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const auto classes = static_cast<std::size_t>(predictions.shape[1]);
  for (std::size_t row = 0; row < labels.size(); ++row)
    for (std::size_t c = 0; c < classes; ++c) {
      const bool said = predictions[row * classes + c] > thresholds_;
      add(said && c == labels[row], said);
    }
}

}  // namespace inkling
