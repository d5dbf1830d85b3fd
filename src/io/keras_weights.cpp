#include "io/keras_weights.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/error.h"
#include "base/names.h"

namespace inkling {

namespace {

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

constexpr std::string_view kLayerFolders[] = {"layers/", "_layer_checkpoint_dependencies/"};

/// A tensor's path, as all but Keras 2 on Windows write it.
std::string path_of(const NamedTensor& tensor) {
  std::string path = tensor.name;
  std::replace(path.begin(), path.end(), '\\', '/');
  return path;
}

bool is_of_layer(const std::string& path) {
  return std::any_of(std::begin(kLayerFolders), std::end(kLayerFolders),
                     [&](std::string_view folder) { return path.starts_with(folder); });
}

/// "conv2d_2" is the second Conv2D, whatever the layer is called; versions until 2.13 leave numbers out.
struct Place {
  std::string kind;
  int number = 0;

  bool operator<(const Place& other) const {
    return kind != other.kind ? kind < other.kind : number < other.number;
  }
};

Place place_of(const std::string& group) {
  const std::size_t line = group.find_last_of('_');
  int number = 0;
  if (line == group.npos) return {group, 0};
  const char* end = group.data() + group.size();
  const auto [rest, error] = std::from_chars(group.data() + line + 1, end, number);
  if (error != std::errc() || rest != end) return {group, 0};
  return {group.substr(0, line), number};
}

/// The tensors of each group of layers, in the order of their numbers. What is in a model within the model is
/// of the kind "sequential/conv2d".
std::map<Place, std::map<int, const NamedTensor*>> groups_of(const ModelFile& file) {
  std::map<Place, std::map<int, const NamedTensor*>> groups;
  for (const auto& tensor : file.tensors) {
    std::string path = path_of(tensor);
    const std::size_t vars = path.find("/vars/");
    if (!is_of_layer(path) || vars == path.npos) continue;
    int number = 0;
    std::from_chars(path.data() + vars + 6, path.data() + path.size(), number);
    path.resize(vars);
    for (const std::string_view folder : kLayerFolders)
      for (std::size_t at; (at = path.find(folder)) != path.npos;) path.erase(at, folder.size());
    groups[place_of(path)][number] = &tensor;
  }
  return groups;
}

}  // namespace

Json hdf5_attribute(const ModelFile& file, const std::string& group, const char* name) {
  const Json& groups = file.description["hdf5"];
  const auto found = groups.find(group);
  return found == groups.end() || !found->is_object() ? Json() : found->value(name, Json());
}

std::vector<std::string> texts_in(const Json& list) {
  std::vector<std::string> all;
  if (list.is_array())
    for (const Json& each : list)
      if (each.is_string()) all.push_back(each.get<std::string>());
  return all;
}

const NamedTensor* find(const ModelFile& file, const std::string& name) {
  const auto found = std::find_if(file.tensors.begin(), file.tensors.end(),
                                  [&](const NamedTensor& tensor) { return tensor.name == name; });
  return found == file.tensors.end() ? nullptr : &*found;
}

std::vector<LayerWeights> weights_by_layer(const ModelFile& file) {
  const std::string top =
      hdf5_attribute(file, "model_weights", "layer_names").is_null() ? "" : "model_weights/";
  const Json names = hdf5_attribute(file, top.empty() ? "" : "model_weights", "layer_names");
  if (names.is_null()) {
    const Json count = hdf5_attribute(file, "", "nb_layers");
    if (count.is_number_integer()) return numbered_weights(file, count.get<std::int64_t>());
    fail("Keras", "the HDF5 file has no layer_names; it holds no weights that Keras wrote");
  }
  std::vector<LayerWeights> weights;
  for (const auto& layer : texts_in(names)) {
    weights.push_back({layer, {}});
    for (const auto& name : texts_in(hdf5_attribute(file, top + layer, "weight_names"))) {
      const NamedTensor* tensor = find(file, top + layer + "/" + name);
      if (!tensor) fail("Keras", "the file has no weights {} of the layer {}", name, layer);
      weights.back().tensors.push_back(tensor);
    }
  }
  return weights;
}

bool has_weights_by_kind(const ModelFile& file) {
  return std::any_of(file.tensors.begin(), file.tensors.end(),
                     [](const NamedTensor& tensor) { return is_of_layer(path_of(tensor)); });
}

std::vector<LayerWeights> weights_by_kind(const ModelFile& file, const KerasNetwork& network) {
  const auto groups = groups_of(file);
  std::map<std::string, std::vector<const std::map<int, const NamedTensor*>*>> of_kind;
  for (const auto& [place, tensors] : groups) of_kind[place.kind].push_back(&tensors);
  std::map<std::string, std::size_t> used;
  std::vector<LayerWeights> weights;
  for (const auto& layer : network.layers) {
    weights.push_back({layer.name, {}});
    const std::string kind = (layer.within.empty() ? "" : layer.within + "/") + snake_case(layer.class_name);
    const auto found = of_kind.find(kind);
    if (found == of_kind.end() || used[kind] >= found->second.size()) continue;
    for (const auto& [number, tensor] : *found->second[used[kind]++])
      weights.back().tensors.push_back(tensor);
  }
  return weights;
}

}  // namespace inkling
