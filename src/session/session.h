#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "ink/prepare.h"
#include "ink/strokes.h"
#include "io/model_file.h"
#include "trainer/trainer.h"

namespace inkling {

/// One character that was read.
struct Character {
  std::string label;
  double confidence = 0;
  std::vector<Scalar> probabilities;
};

/// What a drawing says. Nothing drawn: no text and no characters.
struct Answer {
  std::string text;
  std::vector<Character> characters;
  bool rejected = false;

  /// {"text", "characters": [{"label", "confidence", "probabilities"}], "rejected"}.
  Json json() const;
};

/// What training needs besides the data.
struct TrainingPlan {
  /// A Keras Sequential configuration.
  Json model;
  /// optimizer, loss, metrics, epochs, batch_size, augmentation, as in a preset; each may be missing.
  Json training = Json::object();
  std::uint64_t seed = 0;
  double validation_split = 0;
};

/// The whole program behind a few plain methods: a model that reads drawings and images, and where one was
/// begun, its training.
class Session {
 public:
  /// Opens a model file.
  explicit Session(std::span<const std::byte> model_file);
  /// A new model, to be trained on `data`.
  Session(const TrainingPlan& plan, Dataset data);
  /// Trains an opened model further.
  void fit(const TrainingPlan& plan, Dataset data);

  const Sequential& model() const { return *model_; }
  const std::vector<std::string>& labels() const { return labels_; }

  /// Probabilities (n, classes) of n images, ink 0..1.
  std::vector<Scalar> predict(std::span<const Scalar> images, std::size_t n);
  Answer recognize(const Drawing& drawing);
  /// What the network sees of a drawing; nothing for empty ink.
  std::optional<InkImage> image(const Drawing& drawing) const;

  /// {"accuracy", "loss", "images", "classes": [{"label", "precision", "recall", "f1", "support"}],
  /// "confusion"}.
  Json evaluate(const Dataset& data);

  /// One step of training. What happened, as one object with "event": "batch", "validation", "epoch_end" or
  /// "done".
  Json step();

  /// The model file.
  std::vector<std::byte> save() const;

 private:
  std::unique_ptr<Sequential> model_;
  std::vector<std::string> labels_;
  std::unique_ptr<Dataset> data_;
  std::unique_ptr<Trainer> trainer_;
};

/// Drawings with labels as a data set of the images that a network sees of them; drawings without ink are
/// left out.
Dataset drawings_as_images(const std::vector<Drawing>& drawings, std::string name);

}  // namespace inkling
