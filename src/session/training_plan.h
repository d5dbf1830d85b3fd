#pragma once

#include <cstdint>

#include "base/json.h"
#include "trainer/trainer.h"

namespace inkling {

/// What training needs besides the data.
struct TrainingPlan {
  /// {"model", "training", "seed"}, as a checkpoint keeps it.
  static TrainingPlan from_json(const Json& plan);
  Json json() const;

  /// A Keras Sequential configuration.
  Json model;
  /// optimizer, loss, metrics, epochs, batch_size, steps_per_epoch, shuffle, augmentation, class_weight
  /// ({"3": 2.0}: by the number of the class), callbacks, validation_split (0 where other data are given to
  /// validate on); each may be missing.
  Json training = Json::object();
  std::uint64_t seed = 0;
};

/// The keys of TrainingPlan::training.
struct TrainingSettings {
  CompileOptions compile;
  FitOptions fit;
  Json metrics = Json::array({"accuracy"}), callbacks = Json::array();
  Json augmentation = Json::object(), class_weight = Json::object();
  double validation_split = 0;

  void describe(Fields& fields);
};

/// `classes` is how many the data have.
TrainingSettings read_settings(const TrainingPlan& plan, std::size_t classes);

}  // namespace inkling
