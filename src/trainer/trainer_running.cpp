#include "trainer/trainer.h"

namespace inkling {

void Trainer::Running::reset() {
  loss_sum = 0;
  seen = 0;
  for (auto& metric : metrics) metric->reset();
}

void Trainer::Running::add(double loss, ConstTensorView predictions, Labels labels) {
  loss_sum += loss * static_cast<double>(labels.size());
  seen += labels.size();
  const auto classes = static_cast<std::size_t>(predictions.shape[-1]);
  shown.clear();
  shown_labels.clear();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == kNoClass) continue;
    shown.insert(shown.end(), predictions.data + i * classes, predictions.data + (i + 1) * classes);
    shown_labels.push_back(labels[i]);
  }
  if (shown_labels.empty()) return;
  const Shape shape{static_cast<int>(shown_labels.size()), static_cast<int>(classes)};
  for (auto& metric : metrics) metric->update(ConstTensorView(shown.data(), shape), shown_labels);
}

Logs Trainer::Running::logs(const std::string& prefix) const {
  Logs logs{{prefix + "loss", seen ? loss_sum / static_cast<double>(seen) : 0}};
  for (const auto& metric : metrics)
    logs.emplace_back(prefix + std::string(metric->name()), metric->result());
  return logs;
}

}  // namespace inkling
