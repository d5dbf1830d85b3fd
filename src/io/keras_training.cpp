#include "io/keras_training.h"

#include <algorithm>

#include "base/error.h"
#include "base/field_schema.h"
#include "base/keras.h"
#include "losses/loss.h"
#include "optimizers/optimizer.h"

namespace inkling {

namespace {

Json part_of(const Json& object, const char* key) {
  return object.is_object() ? object.value(key, Json()) : Json();
}

/// The settings that ours has too. Throws an Error where it is no optimizer of ours.
Json known_optimizer(const Json& given) {
  auto [name, config] = read_identifier("optimizer", given);
  const auto optimizer = make_optimizer(name);
  for (const char* key : {"amsgrad", "clipnorm", "clipvalue", "global_clipnorm"})
    if (const Json value = part_of(config, key); !value.is_null() && value != false)
      fail("optimizer", "{} is {}", key, value);
  // Until 2.2.
  if (config.contains("lr")) config["learning_rate"] = config["lr"];
  Json known = Json::object();
  for (const Json& field : list_fields(*optimizer))
    if (const Json value = part_of(config, field["name"].get_ref<const std::string&>().c_str());
        !value.is_null())
      known[field["name"].get<std::string>()] = value;
  Json description{{"class_name", name}, {"config", std::move(known)}};
  // Its schedule may be none of ours.
  read_optimizer(description)->build(0, {}, 0, 1);
  return description;
}

Json known_loss(const Json& given) {
  Json loss = given;
  // A function, since Keras 3.
  if (part_of(loss, "class_name") == "function") loss = part_of(loss, "config");
  if (loss.is_object())
    loss = {{"class_name", part_of(loss, "class_name")},
            {"config", {{"from_logits", part_of(part_of(loss, "config"), "from_logits") == true}}}};
  read_loss(loss);
  return loss;
}

}  // namespace

Json read_keras_compile(const Json& compiled) {
  if (!compiled.is_object()) return Json::object();
  try {
    const Json optimizer =
        compiled.contains("optimizer") ? compiled["optimizer"] : part_of(compiled, "optimizer_config");
    return {{"optimizer", known_optimizer(optimizer)},
            {"loss", known_loss(part_of(compiled, "loss"))},
            {"metrics", {"accuracy"}}};
  } catch (const std::exception&) {
    return Json::object();
  }
}

std::optional<Checkpoint> read_optimizer_variables(Sequential& network, const Json& compile_config,
                                                   const std::vector<const NamedTensor*>& variables) {
  if (!compile_config.contains("optimizer") || variables.empty()) return std::nullopt;
  const auto optimizer = read_optimizer(compile_config["optimizer"]);
  const std::vector<WeightRange> ranges = network.trainable_ranges();
  optimizer->build(network.gradient_block().size(), ranges, 0, 1);
  Checkpoint state;
  State saving = State::saving(state);
  saving.part("optimizer", *optimizer);
  std::vector<std::vector<Scalar>*> slots;
  for (auto& [name, values] : state.arrays)
    if (name.find("slot") != name.npos) slots.push_back(&values);

  // Scalars come first: how many steps there were, and since 2.11 the rate.
  std::vector<const NamedTensor*> gathered;
  std::optional<double> steps;
  for (const NamedTensor* each : variables) {
    if (each->shape.rank() > 0)
      gathered.push_back(each);
    else if (!steps && each->values.size() == 1)
      steps = each->values[0];
  }
  // Adam of Keras 2 without tf has a number in place of each array that amsgrad alone needs.
  while (gathered.size() > slots.size() * ranges.size() && gathered.back()->values.size() == 1)
    gathered.pop_back();
  if (!steps || !(*steps >= 0 && *steps < 1e15) || gathered.size() != slots.size() * ranges.size())
    return std::nullopt;

  std::vector<const Sequential::Weight*> weights;
  for (const auto& range : ranges)
    for (const auto& weight : network.weights())
      if (weight.name == range.name) weights.push_back(&weight);
  if (weights.size() != ranges.size()) return std::nullopt;
  // One slot after the other until 2.10; those of a weight together since.
  for (const bool is_together : {true, false}) {
    const auto variable = [&](std::size_t slot, std::size_t weight) {
      return gathered[is_together ? weight * slots.size() + slot : slot * ranges.size() + weight];
    };
    bool fits = true;
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
      for (std::size_t i = 0; i < ranges.size(); ++i)
        fits = fits && variable(slot, i)->shape == weights[i]->values.shape;
    if (!fits) continue;
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
      for (std::size_t i = 0; i < ranges.size(); ++i) {
        const auto& values = variable(slot, i)->values;
        std::copy(values.begin(), values.end(),
                  slots[slot]->begin() + static_cast<std::ptrdiff_t>(ranges[i].begin));
      }
    state.values["optimizer/iteration"] = static_cast<std::int64_t>(*steps);
    return state;
  }
  return std::nullopt;
}

}  // namespace inkling
