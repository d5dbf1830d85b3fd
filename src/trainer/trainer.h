#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/batches.h"
#include "losses/loss.h"
#include "metrics/metric.h"
#include "model/sequential.h"
#include "optimizers/optimizer.h"

namespace inkling {

/// Named figures in the order in which they are shown: loss, accuracy, val_loss, val_accuracy.
using Logs = std::vector<std::pair<std::string, double>>;

/// Keras's History: the logs of every finished epoch.
using History = std::vector<Logs>;

/// What compile() and fit() take in Keras.
struct FitOptions {
  Json optimizer = "adam";
  Json loss = "sparse_categorical_crossentropy";
  std::vector<std::string> metrics{"accuracy"};
  int epochs = 1;
  BatchOptions batches;
};

/// Trains a model, one batch a step, so that whoever drives it stays in charge between two batches.
class Trainer {
 public:
  enum class Step {
    kTraining,    ///< one batch has changed the weights
    kValidation,  ///< one batch of validation images has been judged
    kEpochEnd,    ///< an epoch is complete: history().back() is new
    kDone         ///< all epochs are; nothing was done
  };

  /// model and the data sets behind the subsets must outlive this; `validation` may be empty.
  Trainer(Sequential& model, const FitOptions& options, const Subset& training, const Subset& validation);

  Step step();

  /// The epoch at work, from 0, and the batch that comes next in it.
  int epoch() const { return epoch_; }
  int epochs() const { return epochs_; }
  std::size_t batch() const { return batch_; }
  std::size_t batches() const { return training_.count(); }
  /// How many images the current epoch has trained on so far.
  std::size_t images() const { return running_.seen; }
  /// loss and metrics of the current epoch so far.
  Logs logs() const { return running_.logs(""); }
  const History& history() const { return history_; }
  Optimizer& optimizer() { return *optimizer_; }

 private:
  /// The mean loss and the metrics of one pass over some data.
  struct Running {
    double loss_sum = 0;
    std::size_t seen = 0;
    std::vector<std::unique_ptr<Metric>> metrics;

    void reset();
    void add(double loss, ConstTensorView predictions, Labels labels);
    Logs logs(const std::string& prefix) const;
  };

  std::size_t validation_batches() const { return validation_ ? validation_->count() : 0; }
  void train_batch();
  void validate_batch();
  Step end_epoch();
  void swap_with_average();
  double judge(TensorView outputs, Labels labels, TensorView gradient);
  TensorView images(std::size_t count);

  Sequential& model_;
  std::unique_ptr<Loss> loss_;
  std::unique_ptr<Optimizer> optimizer_;
  Batches training_;
  std::optional<Batches> validation_;
  Running running_, running_validation_;
  int epochs_;
  std::uint64_t seed_;
  int epoch_ = 0;
  std::size_t batch_ = 0, validation_batch_ = 0;
  bool averaged_ = false;
  std::vector<Scalar> images_;
  std::vector<std::uint8_t> labels_;
  History history_;
};

}  // namespace inkling
