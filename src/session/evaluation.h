#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "data/dataset.h"
#include "metrics/confusion_matrix.h"
#include "metrics/metric.h"
#include "trainer/compile_options.h"
#include "trainer/compiled_loss.h"

namespace inkling {

/// How well a model reads labelled images: gathers its answers and tells what follows from them.
class Evaluation {
 public:
  /// The loss is that of `compiled`, or else cross-entropy. model must outlive this.
  Evaluation(Sequential& model, std::vector<std::string> labels,
             const std::optional<CompileOptions>& compiled);

  /// Returns the probabilities (data.size(), classes). Images that show no class count in the loss alone.
  std::vector<Scalar> add(const Dataset& data);

  /// {"accuracy", "interval": [low, high] (of the accuracy, 95 %: Wilson, 1927), "loss" (with the penalties
  /// of the regularizers), "loss_function": its class name, "compiled": whether the model says that it is its
  /// own, "auc", "images", "classes": [{"label", "precision", "recall", "f1", "support"}], "confusion":
  /// [true][guess], "calibration": {"error", "bins": [{"confidence", "accuracy", "images"}]}}. The
  /// calibration error is the mean distance between how sure the model is and how often it is right then,
  /// over ten bins of equal width (Guo et al., 2017, https://arxiv.org/abs/1706.04599).
  Json json() const;

 private:
  static constexpr std::size_t kBins = 10;
  static constexpr int kBatch = 64;
  struct Bin {
    double confidence = 0;
    std::size_t right = 0, images = 0;
  };
  void add(std::span<const Scalar> probabilities, std::uint8_t label);
  Json calibration() const;

  Sequential& model_;
  std::vector<std::string> labels_;
  CompiledLoss loss_;
  bool compiled_;
  std::unique_ptr<Metric> auc_;
  ConfusionMatrix matrix_;
  double loss_sum_ = 0;
  std::size_t count_ = 0;
  std::vector<Bin> bins_;
};

}  // namespace inkling
