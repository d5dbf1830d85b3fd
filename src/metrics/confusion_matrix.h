#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tensor/state.h"
#include "tensor/tensor.h"

namespace inkling {

/// How often each class was taken for each, the class with the largest prediction being the guess; and the
/// figures that follow from it. What has nothing to be a share of is 0.
class ConfusionMatrix {
 public:
  /// predictions (batch, classes), labels (batch) as class indices.
  void update(ConstTensorView predictions, std::span<const std::uint8_t> labels);
  void reset() { counts_.clear(); }
  void describe_state(State& state);

  std::size_t classes() const { return counts_.size(); }
  std::size_t samples() const;
  /// Rows are true classes, columns guesses.
  const std::vector<std::vector<std::size_t>>& counts() const { return counts_; }

  double accuracy() const;
  /// How many samples are of a class, and how many were taken for one.
  std::size_t support(std::size_t label) const;
  std::size_t guesses(std::size_t label) const;
  double precision(std::size_t label) const;
  double recall(std::size_t label) const;
  double f1(std::size_t label) const;

 private:
  std::vector<std::vector<std::size_t>> counts_;
};

}  // namespace inkling
