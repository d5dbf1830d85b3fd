#include "metrics/auc.h"

#include <algorithm>
#include <utility>

namespace inkling {

void AUC::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  classes_ = static_cast<std::size_t>(predictions.shape[1]);
  predictions_.insert(predictions_.end(), predictions.data, predictions.data + labels.size() * classes_);
  labels_.insert(labels_.end(), labels.begin(), labels.end());
}

void AUC::reset() {
  predictions_.clear();
  labels_.clear();
}

void AUC::describe_state(State& state) {
  std::vector<Scalar> labels(labels_.begin(), labels_.end());
  state.integer("classes", classes_);
  state.array("labels", labels);
  state.array("predictions", predictions_, labels.size() * classes_);
  labels_.assign(labels.begin(), labels.end());
}

double AUC::result() const {
  double sum = 0;
  std::size_t counted = 0;
  for (std::size_t label = 0; label < classes_; ++label) {
    const auto positives = static_cast<std::size_t>(std::count(labels_.begin(), labels_.end(), label));
    if (positives == 0 || positives == labels_.size()) continue;
    sum += area(label);
    ++counted;
  }
  return counted ? sum / static_cast<double>(counted) : 0;
}

/// From the ranks of the positive samples (Mann and Whitney, 1947); equal scores share the mean of their
/// ranks.
double AUC::area(std::size_t label) const {
  std::vector<std::pair<Scalar, bool>> samples;
  for (std::size_t i = 0; i < labels_.size(); ++i)
    samples.emplace_back(predictions_[i * classes_ + label], labels_[i] == label);
  std::sort(samples.begin(), samples.end());
  double ranks = 0, positives = 0;
  for (std::size_t begin = 0, end = 0; begin < samples.size(); begin = end) {
    std::size_t own = 0;
    for (end = begin; end < samples.size() && samples[end].first == samples[begin].first; ++end)
      own += samples[end].second;
    if (end == begin) return 0;  // a score that is not a number
    ranks += static_cast<double>(own) * (static_cast<double>(begin + end) + 1) / 2;
    positives += static_cast<double>(own);
  }
  const double negatives = static_cast<double>(samples.size()) - positives;
  return (ranks - positives * (positives + 1) / 2) / (positives * negatives);
}

}  // namespace inkling
