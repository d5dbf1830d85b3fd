#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "losses/loss.h"
#include "metrics/confusion_matrix.h"
#include "metrics/metric.h"

namespace inkling {

/// How well a model reads labelled images: gathers its answers and tells what follows from them.
class Evaluation {
 public:
  explicit Evaluation(std::vector<std::string> labels);

  /// `probabilities` is (labels.size(), classes).
  void add(std::span<const Scalar> probabilities, std::span<const std::uint8_t> labels);

  /// {"accuracy", "interval": [low, high] (of the accuracy, 95 %: Wilson, 1927), "loss", "auc", "images",
  /// "classes": [{"label", "precision", "recall", "f1", "support"}], "confusion": [true][guess],
  /// "calibration": {"error", "bins": [{"confidence", "accuracy", "images"}]}}. The calibration error is the
  /// mean distance between how sure the model is and how often it is right then, over ten bins of equal width
  /// (Guo et al., 2017, https://arxiv.org/abs/1706.04599).
  Json json() const;

 private:
  static constexpr std::size_t kBins = 10;
  struct Bin {
    double confidence = 0;
    std::size_t right = 0, images = 0;
  };
  Json calibration() const;

  std::vector<std::string> labels_;
  std::unique_ptr<Loss> loss_;
  std::unique_ptr<Metric> auc_;
  ConfusionMatrix matrix_;
  double loss_sum_ = 0;
  std::vector<Bin> bins_;
};

}  // namespace inkling
