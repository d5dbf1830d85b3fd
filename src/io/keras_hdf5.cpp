#include "io/keras_hdf5.h"

#include "base/error.h"
#include "io/keras_network.h"
#include "io/keras_training.h"
#include "io/keras_weights.h"
#include "io/keras_writing.h"
#include "io/network_guess.h"

namespace inkling {

namespace {

const ModelFile* hdf5_in(const ModelFiles& files) {
  for (const auto& file : files)
    if (file.description.contains("hdf5")) return &file;
  return nullptr;
}

Json parse_attribute(const ModelFile& file, const char* name) {
  const Json text = hdf5_attribute(file, "", name);
  return text.is_string() ? parse_json(name, text.get<std::string>()) : Json();
}

/// The configuration beside a file of weights; null where there is none.
Json config_beside(const ModelFiles& files) {
  for (const auto& file : files)
    if (!json_in(file).empty()) return parse_json(file.name, json_in(file));
  return nullptr;
}

std::vector<const NamedTensor*> optimizer_in_hdf5(const ModelFile& file) {
  std::vector<const NamedTensor*> variables;
  for (const auto& name : texts_in(hdf5_attribute(file, "optimizer_weights", "weight_names")))
    if (const NamedTensor* tensor = find(file, "optimizer_weights/" + name)) variables.push_back(tensor);
  return variables;
}

bool is_keras_hdf5(const ModelFiles& files) {
  return hdf5_in(files) != nullptr;
}

/// How the kernels may be turned, the likeliest first. Until Keras 2 no file says which backend it was made
/// with.
std::vector<Turned> ways_to_turn(const ModelFile& file) {
  for (const char* group : {"", "model_weights"})
    if (const Json backend = hdf5_attribute(file, group, "backend"); backend.is_string())
      return {backend == "theano" ? Turned::kAll : Turned::kNone};
  return {Turned::kFiltersFirst, Turned::kNone};
}

/// Empty where it was not compiled, or where that is not JSON: Python writes numbers that JSON does not have.
Json training_config(const ModelFile& file) {
  try {
    return parse_attribute(file, "training_config");
  } catch (const Error&) {
    return nullptr;
  }
}

std::vector<ForeignNetwork> read_keras_hdf5(const ModelFiles& files) {
  const ModelFile& file = *hdf5_in(files);
  Json config = parse_attribute(file, "model_config");
  if (config.is_null()) config = config_beside(files);
  const bool by_kind = has_weights_by_kind(file);
  if (config.is_null() && by_kind)
    fail("model", "the file holds weights without their network; open it together with its JSON");
  std::vector<LayerWeights> weights;
  if (!by_kind) weights = weights_by_layer(file);
  std::vector<KerasNetwork> possible;
  if (config.is_null()) {
    possible = guess_networks(weights);
  } else {
    possible.push_back(read_keras_config(config));
    if (by_kind) weights = weights_by_kind(file, possible[0]);
  }
  std::vector<ForeignNetwork> networks;
  for (const KerasNetwork& network : possible)
    for (const Turned turned : ways_to_turn(file)) {
      networks.push_back({.network = build_keras(network, weights, turned),
                          .writer = keras_version(file) + (config.is_null() ? ", weights alone" : ""),
                          .is_guess = config.is_null(),
                          .cost = network.cost,
                          .compile_config = read_keras_compile(training_config(file)),
                          .optimizer_variables = optimizer_in_hdf5(file),
                          .note = read_note(hdf5_attribute(file, "", ModelNote::kKey))});
      if (!networks.back().network.has_reordered()) break;
    }
  return networks;
}

/// Adds the groups and tensors of the weights below `top`, which ends with '/' where it is a group.
void write_weights(const std::vector<WrittenLayer>& layers, const std::string& top, ModelFile& file) {
  Json& groups = file.description["hdf5"];
  Json names = Json::array();
  for (const WrittenLayer& layer : layers) {
    const std::string name = layer.name();
    names.push_back(name);
    Json weight_names = Json::array();
    for (const auto* weight : layer.weights) {
      weight_names.push_back(name + "/" + weight_role(*weight) + ":0");
      file.tensors.push_back(tensor_of(*weight, top + name + "/" + weight_names.back().get<std::string>()));
    }
    groups[top + name] = {{"weight_names", std::move(weight_names)}};
  }
  groups[top + "top_level_model_weights"] = {{"weight_names", Json::array()}};
  Json& about = groups[top.empty() ? "" : top.substr(0, top.size() - 1)];
  about["layer_names"] = std::move(names);
  about["backend"] = "tensorflow";
  about["keras_version"] = kKeras2;
}

ModelFiles write_keras_hdf5(const WrittenModel& model) {
  const std::vector<WrittenLayer> layers = keras_layers(model.network);
  ModelFile file{.name = model.name + ".h5"};
  write_weights(layers, "model_weights/", file);
  file.description["hdf5"][""] = {{"backend", "tensorflow"},
                                  {"keras_version", kKeras2},
                                  {"model_config", keras_2_config(model.network, layers).dump()},
                                  {ModelNote::kKey, model.note.text()}};
  return {std::move(file)};
}

/// What to_json() and save_weights() leave.
ModelFiles write_keras_json(const WrittenModel& model) {
  const std::vector<WrittenLayer> layers = keras_layers(model.network);
  Json config = keras_2_config(model.network, layers);
  config["keras_version"] = kKeras2;
  config["backend"] = "tensorflow";
  ModelFile file{.name = model.name + "_weights.h5"};
  write_weights(layers, "", file);
  file.description["hdf5"][""][ModelNote::kKey] = model.note.text();
  return {text_file(model.name + ".json", config.dump()), std::move(file)};
}

}  // namespace

std::string keras_version(const ModelFile& file) {
  for (const char* group : {"", "model_weights"})
    if (const Json version = hdf5_attribute(file, group, "keras_version"); version.is_string())
      return "Keras " + version.get<std::string>();
  return "Keras";
}

Format keras_hdf5_format() {
  return {.name = "h5",
          .title = "Keras (.h5)",
          .endings = {".h5", ".hdf5"},
          .sniff = is_keras_hdf5,
          .read = read_keras_hdf5,
          .write = write_keras_hdf5};
}

Format keras_json_format() {
  return {.name = "json",
          .title = "Keras (.json and weights in .h5)",
          .endings = {".json"},
          .write = write_keras_json};
}

}  // namespace inkling
