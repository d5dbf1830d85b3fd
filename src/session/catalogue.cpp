#include "session/catalogue.h"

#include "base/error.h"
#include "base/field_schema.h"
#include "callbacks/callbacks.h"
#include "data/augmentation.h"
#include "initializers/initializer.h"
#include "losses/loss.h"
#include "metrics/metric.h"
#include "model/sequential.h"
#include "optimizers/optimizer.h"
#include "schedules/schedule.h"
#include "session/training_plan.h"

namespace inkling {

namespace {

template <typename Make>
Json kinds(const std::vector<std::string>& names, const Make& make) {
  Json list = Json::array();
  for (const auto& name : names) {
    const auto object = make(name);
    list.push_back({{"class_name", name}, {"fields", list_fields(*object)}});
  }
  return list;
}

Json sizes(const Shape& shape) {
  Json list = Json::array();
  for (int i = 0; i < shape.rank(); ++i) list.push_back(shape[i]);
  return list;
}

/// What a layer says that it is, or ''.
std::string type_of(const Json& layer) {
  if (!layer.is_object() || !layer.contains("class_name")) return "";
  const Json& name = layer["class_name"];
  return name.is_string() ? name.get<std::string>() : "";
}

}  // namespace

Json catalogue() {
  Augmentation augmentation;
  TrainingPlan plan;
  TrainingSettings training;
  return {{"plan", list_fields(plan)},
          {"training", list_fields(training)},
          {"layers", kinds(layer_types(), make_layer)},
          {"optimizers", kinds(optimizer_types(), make_optimizer)},
          {"schedules", kinds(schedule_types(), make_schedule)},
          {"losses", kinds(loss_types(), make_loss)},
          {"metrics", kinds(metric_types(), make_metric)},
          {"callbacks", kinds(callback_types(), make_callback)},
          {"augmentation", list_fields(augmentation)},
          {"initializers", initializer_types()}};
}

Json outline(const Json& model) {
  Json layers = Json::array();
  Json whole{{"parameters", 0}, {"multiply_adds", 0}};
  std::size_t parameters = 0;
  double multiply_adds = 0;
  try {
    require(model.is_object() && model.contains("config") && model["config"].is_object() &&
                model["config"].value("layers", Json()).is_array() && !model["config"]["layers"].empty(),
            "Sequential", "configuration needs a list of layers");
    const Json& list = model["config"]["layers"];
    Shape shape = read_input_layer(list[0]);
    for (std::size_t i = 1; i < list.size(); ++i) {
      Json& entry = layers.emplace_back(Json{{"class_name", type_of(list[i])}});
      try {
        const auto layer = read_layer(list[i]);
        layer->build(shape);
        shape = layer->output_shape();
        entry["output_shape"] = sizes(shape);
        entry["parameters"] = layer->parameters();
        entry["multiply_adds"] = layer->multiply_adds();
        parameters += layer->parameters();
        multiply_adds += layer->multiply_adds();
      } catch (const Error& error) {
        entry.update(described(error));
        for (std::size_t rest = i + 1; rest < list.size(); ++rest)
          layers.push_back({{"class_name", type_of(list[rest])}});
        throw;
      }
    }
    Sequential::from_config(model);
  } catch (const Error& error) {
    whole.update(described(error));
  }
  whole["parameters"] = parameters;
  whole["multiply_adds"] = multiply_adds;
  whole["layers"] = layers;
  return whole;
}

}  // namespace inkling
