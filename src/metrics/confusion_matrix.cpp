#include "metrics/confusion_matrix.h"

#include <algorithm>
#include <numeric>

namespace inkling {

namespace {

double ratio(std::size_t part, std::size_t of) {
  return of ? static_cast<double>(part) / static_cast<double>(of) : 0.0;
}

}  // namespace

void ConfusionMatrix::update(ConstTensorView predictions, std::span<const std::uint8_t> labels) {
  const auto classes = static_cast<std::size_t>(predictions.shape[1]);
  if (counts_.size() != classes) counts_.assign(classes, std::vector<std::size_t>(classes));
  const Scalar* row = predictions.data;
  for (const std::uint8_t label : labels) {
    ++counts_[label][std::max_element(row, row + classes) - row];
    row += classes;
  }
}

void ConfusionMatrix::describe_state(State& state) {
  std::size_t classes = counts_.size();
  state.integer("classes", classes);
  std::vector<Scalar> counts;
  for (const auto& row : counts_) counts.insert(counts.end(), row.begin(), row.end());
  state.array("counts", counts, classes * classes);
  counts_.assign(classes, std::vector<std::size_t>(classes));
  for (std::size_t i = 0; i < counts.size(); ++i)
    counts_[i / classes][i % classes] = static_cast<std::size_t>(counts[i]);
}

std::size_t ConfusionMatrix::samples() const {
  std::size_t sum = 0;
  for (std::size_t label = 0; label < classes(); ++label) sum += support(label);
  return sum;
}

double ConfusionMatrix::accuracy() const {
  std::size_t right = 0;
  for (std::size_t label = 0; label < classes(); ++label) right += counts_[label][label];
  return ratio(right, samples());
}

std::size_t ConfusionMatrix::support(std::size_t label) const {
  return std::accumulate(counts_[label].begin(), counts_[label].end(), std::size_t{0});
}

std::size_t ConfusionMatrix::guesses(std::size_t label) const {
  std::size_t sum = 0;
  for (const auto& row : counts_) sum += row[label];
  return sum;
}

double ConfusionMatrix::precision(std::size_t label) const {
  return ratio(counts_[label][label], guesses(label));
}

double ConfusionMatrix::recall(std::size_t label) const {
  return ratio(counts_[label][label], support(label));
}

double ConfusionMatrix::f1(std::size_t label) const {
  return ratio(2 * counts_[label][label], guesses(label) + support(label));
}

}  // namespace inkling
