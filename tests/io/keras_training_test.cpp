#include "io/keras_training.h"

#include <doctest/doctest.h>

#include "foreign_files.h"
#include "io/import.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json adam(const Json& more = Json::object()) {
  Json config{{"name", "adam"},          {"learning_rate", 0.002}, {"beta_1", 0.8},
              {"weight_decay", nullptr}, {"clipnorm", nullptr},    {"amsgrad", false},
              {"jit_compile", true}};
  config.update(more);
  return {{"module", "keras.optimizers"},
          {"class_name", "Adam"},
          {"config", config},
          {"registered_name", nullptr}};
}

Sequential normalized_network() {
  Sequential network = Sequential::from_config(serialized(
      "Sequential",
      {{"name", "small"},
       {"layers",
        {serialized("InputLayer", {{"batch_shape", {nullptr, 28, 28, 1}}}),
         serialized("Conv2D", {{"filters", 2}, {"kernel_size", 3}}), serialized("BatchNormalization"),
         serialized("Flatten"), serialized("Dense", {{"units", 10}, {"activation", "softmax"}})}}}));
  network.initialize(1);
  return network;
}

/// Two slots for each trainable weight, whose numbers tell which: 1000 * slot + the weight's place.
std::vector<NamedTensor> variables_of(const Sequential& network, bool is_together) {
  std::vector<NamedTensor> all{{"iteration", {}, {7}}};
  std::vector<const Sequential::Weight*> weights;
  for (const auto& weight : network.weights())
    if (weight.name.find("moving") == std::string::npos) weights.push_back(&weight);
  const auto add = [&](std::size_t i, int slot) {
    const Shape& shape = weights[i]->values.shape;
    all.push_back(
        {"v", shape,
         std::vector<float>(shape.elements(), static_cast<float>(1000 * slot + static_cast<int>(i)))});
  };
  if (is_together)
    for (std::size_t i = 0; i < weights.size(); ++i) add(i, 0), add(i, 1);
  else
    for (const int slot : {0, 1})
      for (std::size_t i = 0; i < weights.size(); ++i) add(i, slot);
  return all;
}

std::vector<const NamedTensor*> pointers(const std::vector<NamedTensor>& tensors) {
  std::vector<const NamedTensor*> all;
  for (const auto& each : tensors) all.push_back(&each);
  return all;
}

}  // namespace

TEST_CASE("how Keras compiled a model is taken over, where Inkling has the same") {
  const Json keras_3 = read_keras_compile({{"optimizer", adam()}, {"loss", "categorical_crossentropy"}});
  CHECK(keras_3["optimizer"]["class_name"] == "Adam");
  CHECK(keras_3["optimizer"]["config"]["learning_rate"] == 0.002);
  CHECK_FALSE(keras_3["optimizer"]["config"].contains("jit_compile"));
  CHECK(keras_3["loss"] == "categorical_crossentropy");
  const Json keras_2 = read_keras_compile(
      {{"optimizer_config",
        {{"class_name", "SGD"}, {"config", {{"lr", 0.1}, {"momentum", 0.9}, {"nesterov", false}}}}},
       {"loss",
        {{"class_name", "SparseCategoricalCrossentropy"},
         {"config", {{"from_logits", true}, {"reduction", "auto"}}}}}});
  CHECK(keras_2["optimizer"]["config"]["learning_rate"] == 0.1);
  CHECK(keras_2["loss"]["config"]["from_logits"] == true);
  for (const Json& other :
       {Json(), Json(7), Json{{"optimizer", "adam"}},
        Json{{"optimizer", adam({{"amsgrad", true}})}, {"loss", "mse"}},
        Json{{"optimizer", adam({{"clipnorm", 1.0}})}, {"loss", "categorical_crossentropy"}},
        Json{{"optimizer", adam({{"learning_rate", {{"class_name", "WarmUp"}, {"config", Json::object()}}}})},
             {"loss", "categorical_crossentropy"}},
        Json{{"optimizer", "ftrl"}, {"loss", "categorical_crossentropy"}}})
    CHECK(read_keras_compile(other) == Json::object());
}

TEST_CASE("what an optimizer had gathered is found in both orders, and only where it fits") {
  Sequential network = normalized_network();
  const Json compiled = read_keras_compile({{"optimizer", adam()}, {"loss", "categorical_crossentropy"}});
  for (const bool is_together : {true, false}) {
    const auto variables = variables_of(network, is_together);
    const auto state = read_optimizer_variables(network, compiled, pointers(variables));
    REQUIRE(state.has_value());
    CHECK(state->values["optimizer/iteration"] == 7);
    for (const auto& range : network.trainable_ranges()) {
      const Scalar first = state->arrays[0].second[range.begin],
                   second = state->arrays[1].second[range.begin];
      CHECK(second == first + 1000);
      CHECK(state->arrays[0].second[range.begin + range.size - 1] == first);
    }
  }
  auto short_of_one = variables_of(network, true);
  short_of_one.pop_back();
  CHECK_FALSE(read_optimizer_variables(network, compiled, pointers(short_of_one)).has_value());
  auto without_steps = variables_of(network, true);
  without_steps.erase(without_steps.begin());
  CHECK_FALSE(read_optimizer_variables(network, compiled, pointers(without_steps)).has_value());
  CHECK_FALSE(
      read_optimizer_variables(network, Json::object(), pointers(variables_of(network, true))).has_value());
}

TEST_CASE(
    "an opened model keeps how it was compiled and what its optimizer had gathered, also as a file of ours") {
  Sequential network = normalized_network();
  ModelFile file = keras_file(network.config(), network);
  file.description["hdf5"][""]["training_config"] =
      Json{{"optimizer_config", adam()}, {"loss", "categorical_crossentropy"}}.dump();
  Json names = Json::array();
  for (NamedTensor& each : variables_of(network, false)) {
    names.push_back("v" + std::to_string(names.size()));
    each.name = "optimizer_weights/" + names.back().get<std::string>();
    file.tensors.push_back(std::move(each));
  }
  file.description["hdf5"]["optimizer_weights"] = {{"weight_names", names}};
  const ImportedModel opened = import_model({file}, "0..1");
  CHECK(opened.named.compile_config["loss"] == "categorical_crossentropy");
  REQUIRE(opened.named.optimizer.has_value());
  const auto saved =
      write_model(opened.named.model, opened.named.labels, {.optimizer = &*opened.named.optimizer});
  const NamedModel back = read_model(saved);
  REQUIRE(back.optimizer.has_value());
  CHECK(back.optimizer->values == opened.named.optimizer->values);
  CHECK(back.optimizer->arrays == opened.named.optimizer->arrays);
}
