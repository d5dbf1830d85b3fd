#include "io/keras_config.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "base/error.h"
#include "base/names.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr std::size_t kMostLayers = 1000;
constexpr int kMostNested = 8;

/// "batchInputShape" as "batch_input_shape", in all objects: TensorFlow.js wrote some so.
Json in_snake_case(const Json& value, int depth = 0) {
  if (depth > 32) fail("Keras", "the configuration is nested too deeply");
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& each : value) list.push_back(in_snake_case(each, depth + 1));
    return list;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& [key, each] : value.items()) {
    std::string name;
    for (const char letter : key) {
      const bool is_upper = std::isupper(static_cast<unsigned char>(letter)) != 0;
      if (is_upper && !name.empty() && std::islower(static_cast<unsigned char>(name.back())) != 0)
        name += '_';
      const bool follows = is_upper && !name.empty() && name.back() == '_';
      name += follows ? static_cast<char>(std::tolower(static_cast<unsigned char>(letter))) : letter;
    }
    object[name] = in_snake_case(each, depth + 1);
  }
  return object;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& null_json() {
  static const Json null;
  return null;
}

const Json& member(const Json& object, const char* key) {
  if (!object.is_object()) return null_json();
  const auto found = object.find(key);
  return found == object.end() ? null_json() : *found;
}

/// The name of the layer whose output a node of a Functional takes. Keras 2 wrote
/// [[["conv2d", 0, 0, {}]]], Keras 3 {"args": [{"config": {"keras_history": ["conv2d", 0, 0]}}]}.
std::string source_of(const std::string& name, const Json& nodes) {
  if (!nodes.is_array() || nodes.size() != 1)
    fail("Keras", "the layer {} is used {} times; only a chain of layers can be opened", name, nodes.size());
  const Json* node = &nodes[0];
  if (node->is_object()) {
    const Json& arguments = member(*node, "args");
    if (!arguments.is_array() || arguments.empty() || !arguments[0].is_object())
      fail("Keras", "the layer {} has several inputs; only a chain of layers can be opened", name);
    node = &member(member(arguments[0], "config"), "keras_history");
  } else {
    if (node->is_array() && node->size() == 1 && (*node)[0].is_array())
      node = &(*node)[0];
    else if (!(node->is_array() && !node->empty() && (*node)[0].is_string()))
      fail("Keras", "the layer {} has several inputs; only a chain of layers can be opened", name);
  }
  if (!node->is_array() || node->empty() || !(*node)[0].is_string())
    fail("Keras", "it is not said which layer {} follows", name);
  return (*node)[0].get<std::string>();
}

/// The layers of a Functional in the order of its chain.
std::vector<Json> chain(const Json& layers) {
  std::map<std::string, const Json*> following;
  const Json* first = nullptr;
  for (const Json& layer : layers) {
    std::string name = text_of(layer, "name");
    if (name.empty()) name = text_of(member(layer, "config"), "name");
    const Json& nodes = member(layer, "inbound_nodes");
    if (!nodes.is_array() || nodes.empty()) {
      require(!first, "Keras", "the network has several inputs; only a chain of layers can be opened");
      first = &layer;
      continue;
    }
    const std::string source = source_of(name, nodes);
    if (!following.emplace(source, &layer).second)
      fail("Keras", "the network branches after the layer {}; only a chain of layers can be opened", source);
  }
  require(first, "Keras", "the network has no input");
  std::vector<Json> ordered{*first};
  while (ordered.size() <= layers.size()) {
    std::string name = text_of(ordered.back(), "name");
    if (name.empty()) name = text_of(member(ordered.back(), "config"), "name");
    const auto next = following.find(name);
    if (next == following.end()) break;
    ordered.push_back(*next->second);
  }
  require(ordered.size() == layers.size(), "Keras", "the layers are not one chain");
  return ordered;
}

/// The sizes in [null, 28, 28, 1] after the first, or what `input_shape` or `input_dim` say.
Json shape_in(const Json& config) {
  for (const char* key : {"batch_shape", "batch_input_shape"}) {
    const Json& sizes = member(config, key);
    if (sizes.is_array() && !sizes.empty()) return Json(sizes.begin() + 1, sizes.end());
  }
  const Json& sizes = member(config, "input_shape");
  if (sizes.is_array()) return sizes;
  const Json& features = member(config, "input_dim");
  return features.is_number_integer() ? Json::array({features}) : Json();
}

/// An activation that is a layer with settings of its own, as Dense(10, activation=LeakyReLU(0.1)) has it;
/// null where it is a function or there is none.
Json layer_as_activation(const Json& activation) {
  if (!member(activation, "config").is_object() || text_of(activation, "class_name").empty()) return nullptr;
  return activation;
}

/// Adds a layer, and what it has for an activation where that is a layer too.
void add_layer(Json layer, const Json& shape, const std::string& within, KerasNetwork& network) {
  Json& settings = member(layer, "config").is_null() ? layer : layer["config"];
  const Json activation = settings.is_object() ? layer_as_activation(member(settings, "activation")) : Json();
  if (!activation.is_null()) settings["activation"] = "linear";
  KerasLayer today;
  today.within = within;
  today.input_shape = shape;
  if (read_keras_layer(layer, today)) network.layers.push_back(std::move(today));
  if (!activation.is_null()) add_layer(activation, nullptr, within, network);
  if (network.layers.size() > kMostLayers)
    fail("Keras", "at most 1000 layers, got {}", network.layers.size());
}

void add_layers(const Json& model, const std::string& within, KerasNetwork& network, int depth) {
  if (depth > kMostNested) fail("Keras", "models are nested too deeply");
  const std::string kind = text_of(model, "class_name");
  const Json& config = member(model, "config");
  // A Sequential's config was a list up to Keras 2.1; Keras 0 had its layers beside its name.
  const Json& list = config.is_array()  ? config
                     : config.is_null() ? member(model, "layers")
                                        : member(config, "layers");
  if (!list.is_array() || list.empty()) fail("Keras", "the configuration has no layers");
  if (list.size() > kMostLayers) fail("Keras", "at most 1000 layers, got {}", list.size());
  const bool is_chain = kind != "Functional" && kind != "Model";
  const std::vector<Json> layers = is_chain ? std::vector<Json>(list.begin(), list.end()) : chain(list);
  if (network.input_shape.is_null()) {
    const Json& built = member(config, "build_input_shape");
    if (built.is_array() && built.size() > 1) network.input_shape = Json(built.begin() + 1, built.end());
  }
  std::map<std::string, int> models;
  for (const Json& layer : layers) {
    const std::string class_name = text_of(layer, "class_name");
    if (class_name == "Sequential" || class_name == "Functional" || class_name == "Model") {
      std::string group = lower_case(class_name);
      if (const int number = models[group]++; number > 0) group += "_" + std::to_string(number);
      add_layers(layer, within.empty() ? group : within + "/" + group, network, depth + 1);
      continue;
    }
    const Json& settings = member(layer, "config").is_null() ? layer : member(layer, "config");
    const Json shape = shape_in(settings);
    if (network.layers.empty() && !shape.is_null()) network.input_shape = shape;
    if (class_name != "InputLayer") add_layer(layer, shape, within, network);
  }
}

}  // namespace

KerasNetwork read_keras_config(const Json& written) {
  if (!written.is_object()) fail("Keras", "the configuration must be an object");
  const Json model = in_snake_case(written);
  KerasNetwork network;
  network.name = text_of(member(model, "config"), "name");
  if (network.name.empty() && text_of(model, "name") != "Sequential") network.name = text_of(model, "name");
  add_layers(model, "", network, 0);
  require(!network.layers.empty(), "Keras", "the configuration has no layers");
  return network;
}

}  // namespace inkling
