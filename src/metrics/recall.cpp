#include "metrics/recall.h"

namespace inkling {

void Recall::describe_own(Fields& fields) {
  fields.number("thresholds", thresholds_, 0, 1);
  fields.fixed("top_k", {});
  fields.fixed("class_id", {});
}

void Recall::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const auto classes = static_cast<std::size_t>(predictions.shape[1]);
  for (std::size_t row = 0; row < labels.size(); ++row)
    add(predictions[row * classes + labels[row]] > thresholds_, 1);
}

}  // namespace inkling
