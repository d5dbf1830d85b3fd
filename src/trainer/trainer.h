#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/batches.h"
#include "metrics/metric.h"
#include "model/sequential.h"
#include "optimizers/optimizer.h"
#include "trainer/callback.h"
#include "trainer/compile_options.h"
#include "trainer/compiled_loss.h"
#include "trainer/thread_choice.h"

namespace inkling {

/// Keras's History: the logs of every finished epoch.
using History = std::vector<Logs>;

/// What fit() takes in Keras.
struct FitOptions {
  int epochs = 1;
  BatchOptions batches;
  /// After this many batches an epoch ends, wherever in the data that is, and the next goes on from there; 0
  /// ends it with the data.
  int steps_per_epoch = 0;
  /// How much a sample of each class counts in the training loss; empty where all count 1.
  std::vector<double> class_weight;
};

/// Trains a model, one batch a step, so that whoever drives it stays in charge between two batches.
/// https://keras.io/api/models/model_training_apis/
class Trainer {
 public:
  enum class Step {
    kTraining,    ///< one batch has changed the weights
    kValidation,  ///< one batch of validation images has been evaluated
    kEpochEnd,    ///< an epoch is complete: history().back() is new
    kDone         ///< training has ended; nothing was done
  };

  /// model must outlive this.
  Trainer(Sequential& model, const CompileOptions& options);

  /// Before begin(); called in this order.
  void add_callback(std::unique_ptr<Callback> callback) { callbacks_.push_back(std::move(callback)); }
  /// Where callbacks write files; must outlive this.
  void set_files(FileWriter& files) { files_ = &files; }

  /// Makes ready to step. The data sets behind the subsets must outlive this; `validation` may be empty.
  void begin(const FitOptions& options, const Subset& training, const Subset& validation);
  Step step();
  /// After begin(), with the same model, options and data: all that has changed since, but for the weights.
  void describe_state(State& state);
  /// Ends training where a weight, or what the optimizer has gathered, is no longer a finite number.
  void check_finite();
  /// begin(), and all steps.
  const History& fit(const FitOptions& options, const Subset& training, const Subset& validation);
  /// loss and metrics of some images, as compiled.
  Logs evaluate(const Subset& data);

  /// Ends training with the current epoch, of which no more batches are trained.
  void stop_training(const std::string& reason) { stopped_because_ = reason; }
  /// Empty unless training was stopped.
  const std::string& stopped_because() const { return stopped_because_; }
  /// Whether training ended within an epoch, after batch() of epoch(), since its numbers were no longer
  /// finite. The model then has the weights that the last finite loss was computed with.
  bool diverged() const { return done_ && batch_ > 0; }

  /// The epoch at work, from 0, and the batch that comes next in it.
  int epoch() const { return epoch_; }
  int epochs() const { return epochs_; }
  std::size_t batch() const { return batch_; }
  std::size_t batches() const { return steps_per_epoch_; }
  /// How many images the current epoch has trained on so far.
  std::size_t images() const { return running_.seen; }
  /// loss and metrics of the current epoch so far.
  Logs logs() const { return running_.logs(""); }
  /// The names that the logs of an epoch will have.
  std::vector<std::string> log_names() const;
  const History& history() const { return history_; }
  Sequential& model() { return model_; }
  const CompileOptions& compiled() const { return compiled_; }
  Optimizer& optimizer() { return *optimizer_; }
  const std::vector<std::string>& label_names() const { return label_names_; }
  /// Refuses, in the name of `callback`, where there is no place for files.
  FileWriter& files(std::string_view callback) const;

 private:
  /// The mean loss and the metrics of one pass over some data.
  struct Running {
    double loss_sum = 0;
    std::size_t seen = 0;
    std::vector<std::unique_ptr<Metric>> metrics;
    /// Answers about images that show a class.
    std::vector<Scalar> shown;
    std::vector<std::uint8_t> shown_labels;

    void reset();
    void add(double loss, ConstTensorView predictions, Labels labels);
    Logs logs(const std::string& prefix) const;
    void describe_state(State& state);
  };

  void check_fits(const Batches& batches, const Dataset& dataset) const;
  void reserve(std::size_t batch_size);
  void build_optimizer();
  void keep_weights();
  void train_with_threads();
  void train_batch();
  bool evaluate_batch(Batches& batches, std::size_t batch, Running& running);
  Step end_epoch();
  void diverge(const std::string& what);
  void swap_with_average();
  TensorView images(std::size_t count);

  Sequential& model_;
  CompileOptions compiled_;
  CompiledLoss loss_;
  std::unique_ptr<Optimizer> optimizer_;
  std::vector<std::unique_ptr<Callback>> callbacks_;
  ThreadChoice threads_;
  FileWriter* files_ = nullptr;
  std::optional<Batches> training_, validation_;
  Running running_, running_validation_;
  std::vector<double> class_weight_;
  std::vector<std::string> label_names_;
  std::uint64_t seed_ = 0;
  int epochs_ = 0, epoch_ = 0;
  std::size_t steps_per_epoch_ = 0, batch_ = 0, validation_batch_ = 0;
  bool averaged_ = false, done_ = true;
  std::string stopped_because_;
  std::vector<Scalar> images_, sample_weights_;
  /// The weights that change, as they were for the last finite loss.
  std::vector<Scalar> good_;
  std::vector<std::uint8_t> labels_;
  History history_;
};

}  // namespace inkling
