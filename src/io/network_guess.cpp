#include "io/network_guess.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "io/arrangement.h"
#include "io/layer_kinds.h"

namespace inkling {

namespace {

/// Of a file, and as many guesses as may be tried with digits.
constexpr std::size_t kMostLayersGuessed = 100, kMostGuesses = 200;
/// Every guess has all the weights.
constexpr std::size_t kMostNumbers = std::size_t{1} << 24;
/// Beside each other in what has so few layers; more have their pools named, or none.
constexpr std::size_t kFewLayers = 12;

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
  KerasLayer layer{.class_name = kind, .name = weights.layer};
  layer.channels_first = layer.filters_first = filters_first;
  const auto& tensors = weights.tensors;
  const Shape shape = tensors.empty() ? Shape() : tensors[0]->shape;
  const bool has_bias = tensors.size() == 2;
  if (kind == "Conv2D") {
    const int window = filters_first ? 2 : 0;
    layer.config = {{"filters", shape[filters_first ? 0 : 3]},
                    {"kernel_size", {shape[window], shape[window + 1]}},
                    {"use_bias", has_bias}};
  }
  if (kind == "DepthwiseConv2D")
    layer.config = {
        {"kernel_size", {shape[0], shape[1]}}, {"depth_multiplier", shape[3]}, {"use_bias", has_bias}};
  if (kind == "Dense") layer.config = {{"units", shape[1]}, {"use_bias", has_bias}};
  if (kind == "BatchNormalization" && tensors.size() < 4)
    layer.config = {{"center", tensors.size() == 3}, {"scale", false}};
  if (kind == "Dropout") layer.config = {{"rate", 0.25}};
  if (kind == "LeakyReLU") layer.config = {{"negative_slope", 0.3}};  // Keras's own
  return layer;
}

/// The layer with more settings.
Alternative with(KerasLayer layer, const Json& settings, int cost) {
  layer.config.update(settings);
  return {std::move(layer), cost};
}

std::vector<Alternative> alternatives_of(const KerasLayer& layer) {
  const std::string& kind = layer.class_name;
  if (kind.ends_with("Conv2D"))
    return {with(layer, {{"padding", "valid"}}, 0), with(layer, {{"padding", "same"}}, 0),
            with(layer, {{"padding", "valid"}, {"strides", 2}}, 2),
            with(layer, {{"padding", "same"}, {"strides", 2}}, 2)};
  if (kind == "MaxPooling2D" || kind == "AveragePooling2D")
    return {with(layer, {{"pool_size", 2}}, 0), with(layer, {{"pool_size", 2}, {"padding", "same"}}, 2),
            with(layer, {{"pool_size", 3}}, 2), with(layer, {{"pool_size", 3}, {"strides", 2}}, 3),
            with(layer, {{"pool_size", 2}, {"strides", 1}}, 4)};
  if (kind == "ZeroPadding2D") return {with(layer, {{"padding", 1}}, 0), with(layer, {{"padding", 2}}, 1)};
  return {{layer, 0}};
}

/// All that is known of the layers; where none without weights is named, there may be a pool after each
/// convolution, and a flattening or a global pool before the first Dense layer.
std::vector<std::vector<Alternative>> known_layers_of(const std::vector<LayerWeights>& weights) {
  const bool filters_first = are_filters_first(weights);
  const auto is_named = [](const LayerWeights& each) {
    return each.tensors.empty() && !kind_of(each).empty();
  };
  const bool are_all_named = std::any_of(weights.begin(), weights.end(), is_named);
  const auto kind_at = [&](std::size_t i) { return i < weights.size() ? kind_of(weights[i]) : ""; };
  std::vector<std::vector<Alternative>> layers;
  bool is_flat = false;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const LayerWeights& each = weights[i];
    const std::string kind = kind_of(each);
    if (kind.empty() && each.tensors.empty()) {
      const KerasLayer pool{.class_name = "MaxPooling2D", .name = each.layer};
      layers.push_back(
          {{std::nullopt, 0}, with(pool, {{"pool_size", 2}}, 0), with(pool, {{"pool_size", 3}}, 2)});
      continue;
    }
    if (kind.empty())
      fail("model",
           "the file holds weights alone, and {} is of no known kind; open it together with its JSON",
           each.layer);
    if (kind == "Flatten" || kind.starts_with("Global")) is_flat = true;
    if (kind == "Dense" && !std::exchange(is_flat, true)) {
      layers.push_back({{KerasLayer{.class_name = "Flatten", .name = "flatten"}, 0}});
      if (!are_all_named && i > 0)
        for (const auto& [pool, cost] : {std::pair{"GlobalAveragePooling2D", 1}, {"GlobalMaxPooling2D", 3}})
          layers.back().push_back({KerasLayer{.class_name = pool, .name = "global_pool"}, cost});
    }
    layers.push_back(alternatives_of(described(each, kind, filters_first)));
    const bool ends_block =
        kind == "Conv2D" ? kind_at(i + 1) != "BatchNormalization" : kind == "BatchNormalization" && !is_flat;
    if (are_all_named || !ends_block || weights.size() >= kFewLayers) continue;
    const KerasLayer pool{.class_name = "MaxPooling2D", .name = each.layer + "_window"};
    layers.push_back(
        {with(pool, {{"pool_size", 2}}, 0), {std::nullopt, 1}, with(pool, {{"pool_size", 3}}, 2)});
  }
  // Classes that are maps of their own.
  if (!is_flat)
    layers.push_back({{KerasLayer{.class_name = "GlobalAveragePooling2D", .name = "global_pool"}, 0}});
  return layers;
}

/// What no shape tells of a network, and how unlikely it is.
struct Style {
  const char *activation, *pool;
  bool after_normalization;
  int cost;
};

bool is_product(const KerasLayer& layer) {
  return layer.class_name.ends_with("Conv2D") || layer.class_name == "Dense";
}

/// Gives activations to the layers that do not say theirs, and a softmax to the last.
void add_activations(std::vector<KerasLayer>& layers, const Style& style) {
  const auto end = std::find_if(layers.rbegin(), layers.rend(), is_product).base();
  // One after the last product is the softmax, whatever the others have.
  const bool has_own = std::any_of(layers.begin(), end, [](const KerasLayer& layer) {
    return layer.class_name == "Activation" || layer.class_name == "LeakyReLU";
  });
  const bool ends_in_own = !layers.empty() && layers.back().class_name == "Activation";
  std::vector<KerasLayer> all;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    KerasLayer& layer = layers[i];
    const bool is_last = layers.begin() + static_cast<std::ptrdiff_t>(i) + 1 == end;
    const bool is_normalized = i + 1 < layers.size() && layers[i + 1].class_name == "BatchNormalization";
    const bool is_own = layer.class_name == "Activation";
    const bool is_later = !has_own && is_product(layer) && is_normalized && style.after_normalization;
    if (is_own || (!has_own && is_product(layer) && !is_later)) layer.config["activation"] = style.activation;
    if (is_last) layer.config["activation"] = ends_in_own ? "linear" : "softmax";
    all.push_back(layer);
    if (!is_later || is_last) continue;
    all.push_back(layers[++i]);
    all.push_back({.class_name = "Activation",
                   .name = layer.name + "_activation",
                   .config = {{"activation", style.activation}}});
  }
  if (ends_in_own) all.back().config["activation"] = "softmax";
  layers = std::move(all);
}

}  // namespace

std::vector<KerasNetwork> guess_networks(const std::vector<LayerWeights>& weights) {
  constexpr Style kStyles[] = {{"relu", "MaxPooling2D", true, 0},     {"relu", "MaxPooling2D", false, 0},
                               {"tanh", "MaxPooling2D", true, 2},     {"tanh", "AveragePooling2D", true, 3},
                               {"relu", "AveragePooling2D", true, 3}, {"sigmoid", "MaxPooling2D", true, 3}};
  if (weights.size() > kMostLayersGuessed)
    fail("model", "the file holds the weights of {} layers alone; open it together with its JSON",
         weights.size());
  std::int64_t features = 0;
  std::size_t numbers = 1;
  bool is_normalized = false;
  for (const auto& each : weights) {
    for (const NamedTensor* tensor : each.tensors) numbers += tensor->values.size();
    if (features == 0 && kind_of(each) == "Dense" && !each.tensors.empty())
      features = each.tensors[0]->shape[0];
    is_normalized = is_normalized || kind_of(each) == "BatchNormalization";
  }
  std::vector<std::pair<int, KerasNetwork>> found;
  for (const Arrangement& each : arrange(known_layers_of(weights), features, kMostGuesses))
    for (const Style& style : kStyles) {
      bool is_pooled = false;
      KerasNetwork network{.name = "", .input_shape = nullptr, .layers = each.layers};
      for (KerasLayer& layer : network.layers)
        if (layer.class_name == "MaxPooling2D" && kind_by_name(layer.name) != "MaxPooling2D") {
          layer.class_name = style.pool;
          is_pooled = true;
        }
      const bool is_another = (is_normalized || style.after_normalization) &&
                              (is_pooled || style.pool == std::string_view("MaxPooling2D"));
      if (!is_another) continue;
      add_activations(network.layers, style);
      found.emplace_back(each.cost + style.cost, std::move(network));
    }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  found.resize(std::min({found.size(), kMostGuesses, std::max<std::size_t>(kMostNumbers / numbers, 1)}));
  require(
      !found.empty(), "model",
      "the file holds weights alone, and no network was found that they fit; open it together with its JSON");
  std::vector<KerasNetwork> networks;
  for (auto& [cost, network] : found) {
    networks.push_back(std::move(network));
    networks.back().cost = cost;
  }
  return networks;
}

}  // namespace inkling
