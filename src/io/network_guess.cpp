#include "io/network_guess.h"

#include <algorithm>

#include "base/error.h"
#include "base/names.h"
#include "io/format.h"

namespace inkling {

namespace {

/// At most so many are tried with digits.
constexpr std::size_t kMostGuesses = 200;
constexpr int kMostTries = 20'000;

/// What a layer's name says that it is; "" where it says nothing.
std::string kind_by_name(const std::string& name) {
  const std::string lower = lower_case(name);
  constexpr std::pair<const char*, const char*> kParts[] = {{"global_average_pool", "GlobalAveragePooling2D"},
                                                            {"global_max_pool", "GlobalMaxPooling2D"},
                                                            {"average_pool", "AveragePooling2D"},
                                                            {"averagepool", "AveragePooling2D"},
                                                            {"avg", "AveragePooling2D"},
                                                            {"pool", "MaxPooling2D"},
                                                            {"flatten", "Flatten"},
                                                            {"drop", "Dropout"},
                                                            {"batch", "BatchNormalization"},
                                                            {"bn", "BatchNormalization"},
                                                            {"activation", "Activation"},
                                                            {"relu", "Activation"},
                                                            {"softmax", "Activation"},
                                                            {"depthwise", "DepthwiseConv2D"},
                                                            {"conv", "Conv2D"},
                                                            {"dense", "Dense"},
                                                            {"fc", "Dense"}};
  for (const auto& [part, kind] : kParts)
    if (lower.find(part) != lower.npos) return kind;
  return "";
}

std::string kind_of(const LayerWeights& layer) {
  if (layer.tensors.empty()) return kind_by_name(layer.layer);
  switch (layer.tensors[0]->shape.rank()) {
    case 4:
      return kind_by_name(layer.layer) == "DepthwiseConv2D" ? "DepthwiseConv2D" : "Conv2D";
    case 2:
      return "Dense";
    case 1:
      return "BatchNormalization";
    default:
      return "";
  }
}

/// The ways in which a convolution or a pooling may slide its window.
struct Choice {
  std::size_t layer;
  std::vector<Json> settings;
};

/// Whether the first kernel is (filters, 1, height, width), as Theano has it.
bool are_filters_first(const std::vector<LayerWeights>& weights) {
  for (const auto& each : weights)
    if (kind_of(each) == "Conv2D" && !each.tensors.empty()) {
      const Shape& shape = each.tensors[0]->shape;
      return shape[1] == 1 && shape[2] != 1;
    }
  return false;
}

KerasLayer described(const LayerWeights& weights, const std::string& kind, bool filters_first) {
  KerasLayer layer{.class_name = kind, .name = weights.layer, .channels_first = filters_first};
  const auto& tensors = weights.tensors;
  const Shape shape = tensors.empty() ? Shape() : tensors[0]->shape;
  if (kind == "Conv2D") {
    const int window = filters_first ? 2 : 0;
    layer.config = {{"filters", shape[filters_first ? 0 : 3]},
                    {"kernel_size", {shape[window], shape[window + 1]}},
                    {"use_bias", tensors.size() == 2}};
  }
  if (kind == "DepthwiseConv2D")
    layer.config = {{"kernel_size", {shape[0], shape[1]}},
                    {"depth_multiplier", shape[3]},
                    {"use_bias", tensors.size() == 2}};
  if (kind == "Dense") layer.config = {{"units", shape[1]}, {"use_bias", tensors.size() == 2}};
  if (kind == "BatchNormalization" && tensors.size() < 4)
    layer.config = {{"center", tensors.size() == 3}, {"scale", false}};
  if (kind == "Dropout") layer.config = {{"rate", 0.25}};
  return layer;
}

/// The two numbers of a setting, which may be one for both.
Pair both(const KerasLayer& layer, const char* key, const Pair& otherwise) {
  const auto found = layer.config.find(key);
  if (found == layer.config.end()) return otherwise;
  return found->is_array() ? Pair{(*found)[0], (*found)[1]} : Pair{*found, *found};
}

/// Whether an image of our size arrives at the first Dense layer with as many numbers as that reads.
bool fits(const KerasNetwork& network, const std::vector<LayerWeights>& weights) {
  Pair size{kImageSide, kImageSide};
  std::int64_t channels = 1;
  for (const KerasLayer& layer : network.layers) {
    if (layer.class_name == "Dense") {
      for (const auto& each : weights)
        if (each.layer == layer.name) return size[0] * size[1] * channels == each.tensors[0]->shape[0];
      return false;
    }
    const bool is_pool = layer.class_name.ends_with("Pooling2D");
    if (layer.class_name.starts_with("Global")) {
      size = {1, 1};
      continue;
    }
    if (!is_pool && !layer.class_name.ends_with("Conv2D")) continue;
    const Pair window = both(layer, is_pool ? "pool_size" : "kernel_size", {2, 2}),
               strides = both(layer, "strides", is_pool ? window : Pair{1, 1});
    const bool is_same = layer.config.value("padding", std::string("valid")) == "same";
    for (int axis = 0; axis < 2; ++axis) {
      const int room = is_same ? size[axis] - 1 : size[axis] - window[axis];
      if (room < 0) return false;
      size[axis] = room / strides[axis] + 1;
    }
    if (layer.class_name == "Conv2D") channels = layer.config["filters"];
    if (layer.class_name == "DepthwiseConv2D") channels *= layer.config["depth_multiplier"].get<int>();
  }
  return false;
}

/// Gives activations to a network whose layers do not say them.
void add_activations(KerasNetwork& network) {
  const bool has_own = std::any_of(network.layers.begin(), network.layers.end(),
                                   [](const KerasLayer& layer) { return layer.class_name == "Activation"; });
  KerasLayer* last = nullptr;
  for (auto& layer : network.layers) {
    const bool is_product = layer.class_name == "Conv2D" || layer.class_name == "Dense";
    if (has_own ? layer.class_name != "Activation" : !is_product) continue;
    layer.config["activation"] = "relu";
    last = &layer;
  }
  if (last) last->config["activation"] = "softmax";
}

/// All layers with what is known of them, with a Flatten before the first Dense where no name says it.
KerasNetwork known_layers_of(const std::vector<LayerWeights>& weights, std::vector<Choice>& choices) {
  KerasNetwork network;
  bool is_flat = false;
  const bool filters_first = are_filters_first(weights);
  const bool has_flatten = std::any_of(weights.begin(), weights.end(),
                                       [](const LayerWeights& each) { return kind_of(each) == "Flatten"; });
  const bool has_pools = std::any_of(weights.begin(), weights.end(), [](const LayerWeights& each) {
    return kind_of(each).ends_with("Pooling2D");
  });
  for (const auto& each : weights) {
    const std::string kind = kind_of(each);
    if (kind.empty()) {
      if (each.tensors.empty()) continue;
      fail("model",
           "the file holds weights alone, and {} is of no known kind; open it together with its JSON",
           each.layer);
    }
    if (kind == "Dense" && !is_flat && !has_flatten)
      network.layers.push_back({.class_name = "Flatten", .name = "flatten"});
    is_flat = is_flat || kind == "Dense";
    network.layers.push_back(described(each, kind, filters_first));
    if (kind == "Conv2D" || kind == "DepthwiseConv2D")
      choices.push_back({network.layers.size() - 1,
                         {{{"padding", "valid"}},
                          {{"padding", "same"}},
                          {{"padding", "valid"}, {"strides", 2}},
                          {{"padding", "same"}, {"strides", 2}}}});
    if (kind == "MaxPooling2D" || kind == "AveragePooling2D")
      choices.push_back({network.layers.size() - 1,
                         {{{"pool_size", 2}}, {{"pool_size", 2}, {"padding", "same"}}, {{"pool_size", 3}}}});
    if (kind == "Conv2D" && !has_pools && weights.size() < 12) {
      network.layers.push_back({.class_name = "MaxPooling2D", .name = each.layer + "_pool"});
      choices.push_back(
          {network.layers.size() - 1, {{{"pool_size", 2}}, {{"pool_size", 1}}, {{"pool_size", 3}}}});
    }
  }
  return network;
}

/// Goes through all ways to choose, the first of each choice first.
void choose(KerasNetwork& network, const std::vector<Choice>& choices, std::size_t from,
            const std::vector<LayerWeights>& weights, std::vector<KerasNetwork>& found, int& tries) {
  if (found.size() >= kMostGuesses || tries >= kMostTries) return;
  if (from == choices.size()) {
    ++tries;
    if (fits(network, weights)) found.push_back(network);
    return;
  }
  KerasLayer& layer = network.layers[choices[from].layer];
  const Json before = layer.config;
  for (const Json& settings : choices[from].settings) {
    layer.config = before;
    layer.config.update(settings);
    choose(network, choices, from + 1, weights, found, tries);
  }
  layer.config = before;
}

}  // namespace

std::vector<KerasNetwork> guess_networks(const std::vector<LayerWeights>& weights) {
  std::vector<Choice> choices;
  KerasNetwork network = known_layers_of(weights, choices);
  add_activations(network);
  std::vector<KerasNetwork> found;
  int tries = 0;
  choose(network, choices, 0, weights, found, tries);
  require(
      !found.empty(), "model",
      "the file holds weights alone, and no network was found that they fit; open it together with its JSON");
  return found;
}

}  // namespace inkling
