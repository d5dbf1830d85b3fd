#include "io/keras_hdf5.h"

#include <algorithm>

#include "base/error.h"
#include "io/keras_network.h"
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
    networks.push_back({build_keras(read_keras_config(config), weights), keras_version(file)});
    return networks;
  }
  for (const KerasNetwork& guess : guess_networks(weights))
    networks.push_back({build_keras(guess, weights), keras_version(file) + ", weights alone"});
  return networks;
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
  return {"h5", "Keras (.h5)", is_keras_hdf5, read_keras_hdf5};
}

}  // namespace inkling
