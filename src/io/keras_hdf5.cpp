#include "io/keras_hdf5.h"

#include <algorithm>

#include "base/error.h"
#include "io/keras_network.h"
#include "io/keras_training.h"
#include "io/keras_writing.h"
#include "io/network_guess.h"

namespace inkling {

namespace {

const ModelFile* hdf5_in(const ModelFiles& files) {
  for (const auto& file : files)
    if (file.description.contains("hdf5")) return &file;
  return nullptr;
}

/// A group's attribute; null where it has none.
Json attribute(const ModelFile& file, const std::string& group, const char* name) {
  const Json& groups = file.description["hdf5"];
  const auto found = groups.find(group);
  return found == groups.end() || !found->is_object() ? Json() : found->value(name, Json());
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> all;
  if (list.is_array())
    for (const Json& each : list)
      if (each.is_string()) all.push_back(each.get<std::string>());
  return all;
}

/// Keras 0: layer_0/param_0 and so on.
std::vector<LayerWeights> numbered_weights(const ModelFile& file, std::int64_t layers) {
  std::vector<LayerWeights> weights;
  for (std::int64_t i = 0; i < std::min<std::int64_t>(layers, 1000); ++i) {
    const std::string layer = "layer_" + std::to_string(i);
    weights.push_back({layer, {}});
    for (int p = 0; const NamedTensor* tensor = find(file, layer + "/param_" + std::to_string(p)); ++p)
      weights.back().tensors.push_back(tensor);
  }
  return weights;
}

Json parse_attribute(const ModelFile& file, const char* name) {
  const Json text = attribute(file, "", name);
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
  for (const auto& name : texts(attribute(file, "optimizer_weights", "weight_names")))
    if (const NamedTensor* tensor = find(file, "optimizer_weights/" + name)) variables.push_back(tensor);
  return variables;
}

bool is_keras_hdf5(const ModelFiles& files) {
  return hdf5_in(files) != nullptr;
}

std::vector<ForeignNetwork> read_keras_hdf5(const ModelFiles& files) {
  const ModelFile& file = *hdf5_in(files);
  const std::vector<LayerWeights> weights = weights_in_hdf5(file);
  Json config = parse_attribute(file, "model_config");
  if (config.is_null()) config = config_beside(files);
  std::vector<ForeignNetwork> networks;
  if (!config.is_null()) {
    networks.push_back({.network = build_keras(read_keras_config(config), weights),
                        .writer = keras_version(file),
                        .compile_config = read_keras_compile(parse_attribute(file, "training_config")),
                        .optimizer_variables = optimizer_in_hdf5(file),
                        .note = read_note(attribute(file, "", ModelNote::kKey))});
    return networks;
  }
  for (const KerasNetwork& guess : guess_networks(weights))
    networks.push_back(
        {.network = build_keras(guess, weights), .writer = keras_version(file) + ", weights alone"});
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

const NamedTensor* find(const ModelFile& file, const std::string& name) {
  const auto found = std::find_if(file.tensors.begin(), file.tensors.end(),
                                  [&](const NamedTensor& tensor) { return tensor.name == name; });
  return found == file.tensors.end() ? nullptr : &*found;
}

std::string keras_version(const ModelFile& file) {
  for (const char* group : {"", "model_weights"})
    if (const Json version = attribute(file, group, "keras_version"); version.is_string())
      return "Keras " + version.get<std::string>();
  return "Keras";
}

std::vector<LayerWeights> weights_in_hdf5(const ModelFile& file) {
  const std::string top = attribute(file, "model_weights", "layer_names").is_null() ? "" : "model_weights/";
  const Json names = attribute(file, top.empty() ? "" : "model_weights", "layer_names");
  if (names.is_null()) {
    const Json count = attribute(file, "", "nb_layers");
    if (count.is_number_integer()) return numbered_weights(file, count.get<std::int64_t>());
    fail("Keras", "the HDF5 file has no layer_names; it holds no weights that Keras wrote");
  }
  std::vector<LayerWeights> weights;
  for (const auto& layer : texts(names)) {
    weights.push_back({layer, {}});
    for (const auto& name : texts(attribute(file, top + layer, "weight_names"))) {
      const NamedTensor* tensor = find(file, top + layer + "/" + name);
      if (!tensor) fail("Keras", "the file has no weights {} of the layer {}", name, layer);
      weights.back().tensors.push_back(tensor);
    }
  }
  return weights;
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
          .sniff = nullptr,
          .read = nullptr,
          .write = write_keras_json};
}

}  // namespace inkling
