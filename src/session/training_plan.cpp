#include "session/training_plan.h"

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

std::vector<double> read_class_weight(const Json& weights, std::size_t classes) {
  require(weights.is_object(), "class_weight", "must be an object such as {\"3\": 2.0}");
  if (weights.empty()) return {};
  std::vector<double> all(classes, 1);
  for (const auto& [label, weight] : weights.items()) {
    const bool is_class = !label.empty() && label.size() < 4 &&
                          label.find_first_not_of("0123456789") == std::string::npos &&
                          std::stoul(label) < classes;
    if (!is_class) fail("class_weight", "there is no class {} among {}", label, classes);
    if (!weight.is_number() || !(weight >= 0 && weight <= 1e6))
      fail("class_weight", "of {} must be a number from 0, got {}", label, weight);
    all[std::stoul(label)] = weight;
  }
  return all;
}

}  // namespace

void TrainingPlan::describe(Fields& fields) {
  fields.json("model", model);
  fields.json("training", training);
  fields.seed("seed", seed);
  fields.help("The same seed gives the same weights.");
}

void TrainingSettings::describe(Fields& fields) {
  compile.describe(fields);
  fields.integer("epochs", fit.epochs, 1);
  fields.help(
      "Rounds of training. In each, every image is seen once, unless an epoch is set to have fewer steps.");
  fields.integer("batch_size", fit.batches.batch_size, 1);
  fields.help("How many images make one step.");
  fields.integer("steps_per_epoch", fit.steps_per_epoch, 0);
  fields.help("How many steps an epoch has; 0 for as many as the images make.");
  fields.flag("shuffle", fit.batches.shuffle);
  fields.help("Whether the images come in another order in each epoch.");
  fields.json("augmentation", augmentation);
  fields.help("How far the images are augmented while the network learns from them.");
  fields.json("class_weight", class_weight);
  fields.help("How much the images of a class count, by its number: {\"3\": 2} doubles those of class 3.");
  fields.json("callbacks", callbacks);
  fields.help("What watches the training and may change or end it.");
  fields.number("validation_split", validation_split, 0, 0.999);
  fields.help("The share at the end of the data that is only used to validate.");
}

TrainingSettings read_settings(const TrainingPlan& plan, std::size_t classes, const CompileOptions& compile) {
  TrainingSettings settings{.compile = compile};
  read_fields("training", settings, plan.training);
  require(settings.callbacks.is_array(), "training", "callbacks must be a list");
  settings.fit.class_weight = read_class_weight(settings.class_weight, classes);
  read_fields("augmentation", settings.fit.batches.augmentation, settings.augmentation);
  settings.fit.batches.seed = plan.seed;
  return settings;
}

}  // namespace inkling
