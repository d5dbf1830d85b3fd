#pragma once

#include <cstdint>

#include "base/json.h"
#include "trainer/trainer.h"

namespace inkling {

/// What training needs besides the data.
struct TrainingPlan {
  /// A Keras Sequential configuration; null for a model that is trained further.
  Json model;
  /// optimizer, loss, metrics, epochs, batch_size, steps_per_epoch, shuffle, augmentation, class_weight
  /// ({"3": 2.0}: by the number of the class), callbacks, validation_split (of no effect where other data are
  /// given to validate on); each may be missing.
  Json training = Json::object();
  /// Decides weights, order and augmentation.
  std::uint64_t seed = 1;

  void describe(Fields& fields);
};

/// The keys of TrainingPlan::training.
struct TrainingSettings {
  CompileOptions compile;
  FitOptions fit;
  Json callbacks = Json::array(), augmentation = Json::object(), class_weight = Json::object();
  /// Not Keras's 0: who asks for nothing is to see how well it goes on images that are not trained on.
  double validation_split = 0.1;

  void describe(Fields& fields);
};

/// `classes` is how many the data have; `compile` what the plan leaves open.
TrainingSettings read_settings(const TrainingPlan& plan, std::size_t classes,
                               const CompileOptions& compile = {});

}  // namespace inkling
