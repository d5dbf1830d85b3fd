#include "io/keras_network.h"

#include <algorithm>

#include "base/error.h"
#include "io/format.h"

namespace inkling {

namespace {

/// How many weight tensors Keras writes for a layer.
std::size_t count_weights(const KerasLayer& layer) {
  const auto is_on = [&](const char* key) { return layer.config.value(key, Json(true)) != false; };
  if (layer.class_name == "BatchNormalization")
    return std::size_t{2} + (is_on("center") ? 1 : 0) + (is_on("scale") ? 1 : 0);
  const bool has_kernel =
      layer.class_name == "Conv2D" || layer.class_name == "DepthwiseConv2D" || layer.class_name == "Dense";
  return has_kernel ? (is_on("use_bias") ? 2 : 1) : 0;
}

/// The folder that a tensor is in: "dense" for "model_weights/sequential/dense/kernel:0".
std::string folder_of(const NamedTensor& tensor) {
  const std::size_t end = tensor.name.find_last_of('/');
  if (end == tensor.name.npos || end == 0) return "";
  const std::size_t begin = tensor.name.find_last_of('/', end - 1);
  return tensor.name.substr(begin + 1, end - begin - 1);
}

/// A model within the model is one layer in a file: its weights, each to the layer that it is of.
std::vector<LayerWeights> taken_apart(const KerasNetwork& network, const std::vector<LayerWeights>& grouped) {
  const auto is_layer = [&](const std::string& name) {
    return std::any_of(network.layers.begin(), network.layers.end(),
                       [&](const KerasLayer& layer) { return layer.name == name; });
  };
  std::vector<LayerWeights> apart;
  for (const LayerWeights& each : grouped) {
    const bool is_model = !is_layer(each.layer) && !each.tensors.empty() &&
                          std::all_of(each.tensors.begin(), each.tensors.end(),
                                      [&](auto* tensor) { return is_layer(folder_of(*tensor)); });
    if (!is_model) {
      apart.push_back(each);
      continue;
    }
    for (const NamedTensor* tensor : each.tensors) {
      const std::string layer = folder_of(*tensor);
      auto found = std::find_if(apart.begin(), apart.end(),
                                [&](const LayerWeights& other) { return other.layer == layer; });
      if (found == apart.end()) found = apart.insert(found, {layer, {}});
      found->tensors.push_back(tensor);
    }
  }
  return apart;
}

/// For each layer what the file has for it; null for those without weights.
std::vector<const LayerWeights*> match(const KerasNetwork& network,
                                       const std::vector<LayerWeights>& weights) {
  std::vector<const LayerWeights*> matched(network.layers.size(), nullptr), in_order;
  for (const auto& each : weights)
    if (!each.tensors.empty()) in_order.push_back(&each);
  bool by_name = true;
  std::size_t needed = 0;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    if (count_weights(network.layers[i]) == 0) continue;
    ++needed;
    const auto found = std::find_if(in_order.begin(), in_order.end(), [&](const LayerWeights* each) {
      return each->layer == network.layers[i].name;
    });
    by_name = by_name && found != in_order.end();
    if (found != in_order.end()) matched[i] = *found;
  }
  if (by_name) return matched;
  if (needed != in_order.size())
    fail("model", "the configuration has {} layers with weights, the file has weights of {}", needed,
         in_order.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < network.layers.size(); ++i)
    matched[i] = count_weights(network.layers[i]) == 0 ? nullptr : in_order[next++];
  return matched;
}

/// The last part of a tensor's name: "kernel" of "model_weights/conv2d/conv2d/kernel:0".
std::string role(const std::string& name) {
  const std::size_t slash = name.find_last_of('/');
  std::string last = slash == name.npos ? name : name.substr(slash + 1);
  return last.substr(0, last.find(':'));
}

/// In Keras's order where all have Keras's names; TensorFlow.js writes them in any.
std::vector<const NamedTensor*> sorted(std::vector<const NamedTensor*> tensors) {
  static const std::vector<std::string> kRoles{"kernel", "depthwise_kernel", "gamma",          "bias",
                                               "beta",   "moving_mean",      "moving_variance"};
  const auto place = [](const NamedTensor* tensor) {
    return std::find(kRoles.begin(), kRoles.end(), role(tensor->name)) - kRoles.begin();
  };
  const auto unknown = static_cast<std::ptrdiff_t>(kRoles.size());
  if (std::all_of(tensors.begin(), tensors.end(), [&](auto* each) { return place(each) < unknown; }))
    std::stable_sort(tensors.begin(), tensors.end(), [&](auto* a, auto* b) { return place(a) < place(b); });
  return tensors;
}

/// Whether a kernel has its filters first. Where the sizes leave both open, it has not but where Keras 1 said
/// so.
bool has_filters_first(const NamedTensor& kernel, const KerasLayer& layer) {
  const Shape& shape = kernel.shape;
  const Json& filters = layer.config.value("filters", Json());
  return shape.rank() == 4 && filters.is_number_integer() && shape[0] == filters &&
         (layer.filters_first || shape[3] != filters);
}

bool is_channels_first(const KerasNetwork& network, const std::vector<const LayerWeights*>& weights) {
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const KerasLayer& layer = network.layers[i];
    if (layer.class_name == "BatchNormalization") continue;
    if (layer.channels_first) return true;
    // Keras 0 had no other order, and no word for it.
    if (layer.class_name == "Conv2D" && weights[i] && has_filters_first(*weights[i]->tensors[0], layer))
      return true;
  }
  return false;
}

/// A kernel (height, width, inputs, outputs) that computes a correlation.
std::vector<float> our_kernel(const NamedTensor& kernel, const KerasLayer& layer, Turned turned) {
  const Shape& shape = kernel.shape;
  if (has_filters_first(kernel, layer))
    return channels_last_kernel(kernel.values, shape, turned != Turned::kNone);
  std::vector<float> values = kernel.values;
  if (turned != Turned::kAll) return values;
  const auto place = static_cast<std::ptrdiff_t>(shape[2]) * shape[3];
  for (std::ptrdiff_t first = 0, last = static_cast<std::ptrdiff_t>(shape[0]) * shape[1] - 1; first < last;
       ++first, --last)
    std::swap_ranges(values.begin() + first * place, values.begin() + (first + 1) * place,
                     values.begin() + last * place);
  return values;
}

/// A Dense layer on an image works on each pixel's channels, as a convolution of 1x1 does; on a table on each
/// row's numbers. The class of what it becomes.
std::string as_convolution(NetworkBuilder& builder, Json& config) {
  const Shape& shape = builder.shape();
  if (shape.rank() == 2) builder.add("Reshape", "", {{"target_shape", {shape[0], 1, shape[1]}}});
  config["filters"] = config["units"];
  config["kernel_size"] = 1;
  config.erase("units");
  return "Conv2D";
}

/// Whether an image is read as a row of numbers at once, so that its shape says nothing.
bool is_flattened_first(const KerasNetwork& network, const std::vector<int>& sizes) {
  std::int64_t pixels = 1;
  for (const int size : sizes) pixels *= size;
  const std::string& first = network.layers.front().class_name;
  return (first == "Flatten" || first == "Reshape") && pixels == kImageSide * kImageSide;
}

/// The shape of the input without batch, as the file has it.
std::vector<int> input_of(const KerasNetwork& network, const std::vector<const LayerWeights*>& weights) {
  std::vector<int> sizes;
  if (network.input_shape.is_array()) {
    for (const Json& size : network.input_shape) {
      if (!size.is_null() && !(size.is_number_integer() && size > 0 && size <= 4096))
        fail("InputLayer", "sizes must be from 1 to 4096, got {}", network.input_shape);
      sizes.push_back(size.is_null() ? kImageSide : size.get<int>());
    }
    if (sizes.size() > 1 && is_flattened_first(network, sizes)) return {kImageSide, kImageSide};
    return sizes;
  }
  // No layer says it; the first kernel does.
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const KerasLayer& layer = network.layers[i];
    if (layer.class_name == "Dense" || layer.class_name == "BatchNormalization" || !weights[i]) continue;
    const NamedTensor& kernel = *weights[i]->tensors[0];
    if (kernel.shape.rank() != 4) break;
    if (has_filters_first(kernel, layer)) return {kernel.shape[1], kImageSide, kImageSide};
    return {kImageSide, kImageSide, kernel.shape[2]};
  }
  return {kImageSide, kImageSide, 1};
}

}  // namespace

NetworkBuilder build_keras(const KerasNetwork& network, const std::vector<LayerWeights>& grouped,
                           Turned turned) {
  std::vector<const LayerWeights*> found(network.layers.size(), nullptr);
  const std::vector<LayerWeights> weights = taken_apart(network, grouped);
  if (!weights.empty()) found = match(network, weights);
  const bool channels_first = is_channels_first(network, found);
  NetworkBuilder builder(network.name, input_of(network, found), channels_first);
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const KerasLayer& layer = network.layers[i];
    const bool is_image = builder.shape().rank() == 3;
    if (layer.class_name == "Flatten") {
      builder.set_channels_first(channels_first && !layer.orders_channels);
      builder.flatten(layer.name);
      continue;
    }
    if (layer.class_name == "BatchNormalization" && is_image && layer.channels_first != channels_first)
      fail(layer.name, "it normalizes another axis than the channels");
    Json config = layer.config;
    if (channels_first && layer.class_name == "Reshape" && config["target_shape"].size() == 3) {
      const Json sizes = config["target_shape"];
      if (sizes[0] != 1) fail(layer.name, "target_shape {} cannot be turned to channels last", sizes);
      config["target_shape"] = {sizes[1], sizes[2], 1};
    }
    if (channels_first && layer.class_name == "Permute")
      fail(layer.name, "Permute cannot be turned to channels last");
    NetworkBuilder::Weights values;
    std::string class_name = layer.class_name;
    if (class_name == "Dense" && builder.shape().rank() > 1) class_name = as_convolution(builder, config);
    if (found[i])
      for (const NamedTensor* tensor : sorted(found[i]->tensors)) {
        const bool is_kernel = values.empty() && layer.class_name == "Conv2D" && tensor->shape.rank() == 4;
        values.push_back(is_kernel ? our_kernel(*tensor, layer, turned) : tensor->values);
        if (is_kernel && (turned == Turned::kAll || has_filters_first(*tensor, layer)))
          builder.set_reordered();
      }
    builder.add(class_name, layer.name, std::move(config), std::move(values));
  }
  return builder;
}

}  // namespace inkling
