#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "io/import.h"
#include "model/counterfactual.h"
#include "model/statistics.h"
#include "model/weighted_sum.h"
#include "session/evaluation.h"
#include "session/looking.h"
#include "session/recognizer.h"
#include "session/training_plan.h"
#include "trainer/trainer.h"

namespace inkling {

/// What a network is trained on, and what it is validated on after every epoch where not on a part of that.
struct TrainingData {
  Dataset training;
  std::optional<Dataset> validation;

  TrainingData(Dataset data) : training(std::move(data)) {}
  TrainingData(Dataset data, Dataset held_out) : training(std::move(data)), validation(std::move(held_out)) {}
};

/// The whole program behind a few plain methods: a model that reads drawings and images, and where one was
/// begun, its training.
class Session : public Recognizer {
 public:
  /// Opens a model file or a checkpoint.
  explicit Session(std::span<const std::byte> model_file);
  /// A model of somebody else's file.
  explicit Session(ImportedModel&& imported);
  /// A new model with the weights that training begins with.
  Session(const TrainingPlan& plan, std::vector<std::string> labels);
  /// A new model, to be trained on `data`. Callbacks that write files need `files`, which must outlive this.
  Session(const TrainingPlan& plan, TrainingData data, FileWriter* files = nullptr);
  /// Trains the model further. What the plan does not say of optimizer, loss and metrics is as the model was
  /// compiled, and with the same optimizer it goes on from what that had gathered.
  void fit(const TrainingPlan& plan, TrainingData data, FileWriter* files = nullptr);

  /// What an opened checkpoint was in the middle of; null for any other model.
  const TrainingPlan* interrupted() const { return interrupted_ ? &*interrupted_ : nullptr; }
  /// Goes on as if there had been no interruption; `data` must be those of before.
  void resume(TrainingData data, FileWriter* files = nullptr);

  /// The figures of an Evaluation.
  Json evaluate(const Dataset& data);
  /// The Evaluation itself, to be gone through step by step. This and data must outlive it.
  Evaluation evaluation(const Dataset& data);

  /// ImportedModel::origin() of a model that was imported; null for any other.
  const Json& origin() const { return origin_; }

  /// The layers in their order: [{"name", "class_name", "config", "input_shape", "shape", "parameters",
  /// "activation", "weights": [{"name", "shape"}]}], each shape without batch.
  Json layers() const;
  /// The weights of a layer, in the order in which layers() has them.
  std::vector<Sequential::Weight> weights(std::size_t layer) const;

  // Of images, ink 0..1, while some maps and units are switched off:

  using Recognizer::predict;
  /// Probabilities (n, classes) of n images.
  std::vector<Scalar> predict(std::span<const Scalar> images, std::size_t n, const LookOptions& options);
  /// What each layer makes of one image, one after the other.
  std::vector<Scalar> activations(std::span<const Scalar> image, const LookOptions& options = {});
  /// What in an image speaks for a class: a number for each pixel (model/attribution.h).
  std::vector<Scalar> explain(std::span<const Scalar> image, const Explanation& explanation);
  /// A small change of an image after which the answer is this class.
  Counterfactual change_towards(std::span<const Scalar> image, const std::string& label,
                                const LookOptions& options = {});
  /// How one number of a layer comes about.
  WeightedSum weighted_sum(std::span<const Scalar> image, const NumberPlace& place);

  /// What the last layer that has weights is given for n images, ink 0..1, a row each.
  std::vector<Scalar> features(std::span<const Scalar> images, std::size_t n);
  /// What the numbers of each layer are like (model/statistics.h): [{"name", "weights", "gradients",
  /// "activations", "dead"}], the three between {"least", "most", "counts"}. Throws an Error for more than
  /// 1,000 images.
  Json statistics(const Dataset& data);

  /// Which images are validated after every epoch: "none", "last part", "shuffled" (a part of data that were
  /// sorted by class) or "own data"; "none" where nothing is trained.
  const char* validation() const { return validation_; }
  /// One step of training. What happened, as one object with "event": "batch", "validation", "epoch_end" or
  /// "done", which says why in "stopped" where training ended before its time, and {"diverged": true,
  /// "epoch", "batch"} where its numbers were no longer finite: the model then has the last good weights.
  /// After "done" it is refused.
  Json step();
  /// From the next step on, in place of the plan's rate or schedule.
  void set_learning_rate(double rate);

  /// The model file.
  std::vector<std::byte> save();
  /// The model's files in another format (io/export.h), which are called `name`.
  ModelFiles exported(const Format& format, const std::string& name);
  /// A smaller model file for reading only: the folded network, its kernels quantized to int8, as sure of its
  /// answers about `validation` as it is right (Guo et al., 2017, https://arxiv.org/abs/1706.04599), and
  /// refusing `refused` of what it reads right there.
  std::vector<std::byte> packed(const Dataset& validation, double refused);
  /// A model file from which this training can be resumed.
  std::vector<std::byte> checkpoint();

 private:
  explicit Session(NamedModel&& opened);
  Inside& inside(const Json& off);
  Inside& look(std::span<const Scalar> image, const Json& off);
  std::size_t index_of(const std::string& label) const;
  ModelFileOptions file_options();
  const std::string& data_hash();

  Json origin_;
  /// What it was compiled with, where that is known.
  std::optional<CompileOptions> compiled_;
  /// What the optimizer of an opened model had gathered, until it is trained.
  std::optional<Checkpoint> optimizer_;
  /// What an opened checkpoint remembers, until it is resumed.
  std::optional<TrainingPlan> interrupted_;
  std::optional<Checkpoint> checkpoint_;

  TrainingPlan plan_;
  const char* validation_ = "none";
  bool ended_ = false;
  std::unique_ptr<TrainingData> data_;
  /// Of `data_`; empty until it is asked for.
  std::string data_hash_;
  std::unique_ptr<Trainer> trainer_;
  /// Of model_; null until it is looked into.
  std::unique_ptr<Inside> inside_;
};

/// Drawings with labels as a data set of the images that a network sees of them, which training draws anew
/// for every epoch with augmentation; drawings without ink are left out.
Dataset drawings_as_images(const std::vector<Drawing>& drawings, std::string name);

/// All images of `data` in their order, ink 0..1, augmented as training with this augmentation (a plan's) and
/// seed would in its first epoch.
std::vector<Scalar> augmented(const Dataset& data, const Json& augmentation, std::uint64_t seed);

}  // namespace inkling
