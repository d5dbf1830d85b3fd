#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "data/batches.h"
#include "metrics/confusion_matrix.h"
#include "metrics/metric.h"
#include "trainer/compile_options.h"
#include "trainer/compiled_loss.h"

namespace inkling {

/// How well a model reads labelled images: gathers its answers, a batch a step, and tells what follows from
/// them.
class Evaluation {
 public:
  /// `data` has the model's labels. The loss is that of `compiled`, or else cross-entropy. model and data
  /// must outlive this.
  Evaluation(Sequential& model, const Dataset& data, const std::optional<CompileOptions>& compiled);
  Evaluation(const Evaluation&) = delete;

  /// Goes through one batch and tells how many images are left; with none left, does nothing.
  std::size_t step();

  /// Of each image so far: the likeliest class, or the first of several, and its probability, or 0 where that
  /// is no finite number.
  const std::vector<std::uint8_t>& guesses() const { return guesses_; }
  const std::vector<Scalar>& confidences() const { return confidences_; }

  /// Of all images so far, of which those that show no class count in the loss alone. {"accuracy",
  /// "interval": [low, high] (of the accuracy, 95 %: Wilson, 1927), "loss" (with the penalties of the
  /// regularizers), "loss_function": its class name, "compiled": whether the model says that it is its own,
  /// "auc", "images", "classes": [{"label", "precision", "recall", "f1", "support"}], "confusion":
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
  const Dataset& data_;
  Batches batches_;
  std::size_t next_batch_ = 0;
  std::vector<Scalar> images_;
  std::vector<std::uint8_t> labels_;
  CompiledLoss loss_;
  bool compiled_;
  std::unique_ptr<Metric> auc_;
  ConfusionMatrix matrix_;
  double loss_sum_ = 0;
  std::vector<Bin> bins_;
  std::vector<std::uint8_t> guesses_;
  std::vector<Scalar> confidences_;
};

}  // namespace inkling
