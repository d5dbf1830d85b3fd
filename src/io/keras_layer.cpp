#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "base/error.h"
#include "initializers/initializer.h"
#include "io/keras_config.h"

namespace inkling {

namespace {

/// What today's layers take, data_format aside. What is not listed has no meaning but for training, or is
/// looked at below.
const std::map<std::string, std::vector<const char*>>& known_layers() {
  static const std::map<std::string, std::vector<const char*>> known{
      {"Conv2D",
       {"filters", "kernel_size", "strides", "padding", "dilation_rate", "groups", "activation", "use_bias",
        "kernel_initializer", "bias_initializer", "kernel_regularizer", "bias_regularizer"}},
      {"DepthwiseConv2D",
       {"kernel_size", "strides", "padding", "depth_multiplier", "dilation_rate", "activation", "use_bias",
        "depthwise_initializer", "bias_initializer", "depthwise_regularizer", "bias_regularizer"}},
      {"Dense",
       {"units", "activation", "use_bias", "kernel_initializer", "bias_initializer", "kernel_regularizer",
        "bias_regularizer"}},
      {"MaxPooling2D", {"pool_size", "strides", "padding"}},
      {"AveragePooling2D", {"pool_size", "strides", "padding"}},
      {"SumPooling2D", {"pool_size", "strides", "padding"}},
      {"GlobalMaxPooling2D", {"keepdims"}},
      {"GlobalAveragePooling2D", {"keepdims"}},
      {"Flatten", {}},
      {"Reshape", {"target_shape"}},
      {"Permute", {"dims"}},
      {"Rescaling", {"scale", "offset"}},
      {"ZeroPadding2D", {"padding"}},
      {"Dropout", {"rate"}},
      {"BatchNormalization", {"momentum", "epsilon", "center", "scale"}},
      {"Activation", {"activation"}},
      {"LeakyReLU", {"negative_slope"}},
  };
  return known;
}

/// Does nothing, or nothing but in training.
const std::set<std::string> kOnlyTraining{"Identity",        "SpatialDropout2D",   "GaussianNoise",
                                          "GaussianDropout", "AlphaDropout",       "ActivityRegularization",
                                          "RandomFlip",      "RandomZoom",         "RandomTranslation",
                                          "RandomRotation",  "RandomContrast",     "RandomBrightness",
                                          "RandomShear",     "RandomPerspective",  "RandomElasticTransform",
                                          "RandomSharpness", "RandomErasing",      "RandomGaussianBlur",
                                          "RandomInvert",    "RandomPosterization"};

/// Words of Keras 0, 1 and 2 for those of today.
const std::map<std::string, std::string> kClassToday{{"Convolution2D", "Conv2D"},
                                                     {"MaxPool2D", "MaxPooling2D"},
                                                     {"AvgPool2D", "AveragePooling2D"},
                                                     {"GlobalMaxPool2D", "GlobalMaxPooling2D"},
                                                     {"GlobalAvgPool2D", "GlobalAveragePooling2D"},
                                                     {"BatchNormalizationV1", "BatchNormalization"},
                                                     {"BatchNormalizationV2", "BatchNormalization"}};
const std::array<std::pair<const char*, const char*>, 12> kKeysToday{{{"nb_filter", "filters"},
                                                                      {"border_mode", "padding"},
                                                                      {"subsample", "strides"},
                                                                      {"dim_ordering", "data_format"},
                                                                      {"bias", "use_bias"},
                                                                      {"output_dim", "units"},
                                                                      {"p", "rate"},
                                                                      {"init", "kernel_initializer"},
                                                                      {"W_regularizer", "kernel_regularizer"},
                                                                      {"b_regularizer", "bias_regularizer"},
                                                                      {"alpha", "negative_slope"},
                                                                      {"dims_order", "dims"}}};

const Json& value_of(const Json& config, const char* key) {
  static const Json null;
  const auto found = config.find(key);
  return found == config.end() ? null : *found;
}

/// An activation's name, however it was serialised: "relu" or {"class_name": "function", "config": "relu"}.
std::string activation_of(const Json& activation) {
  if (activation.is_null()) return "linear";
  const Json& text = activation.is_object() ? value_of(activation, "config") : activation;
  std::string name = text.is_string() ? text.get<std::string>() : "";
  // TensorFlow's functions have other names than the activations that they are.
  if (name.ends_with("_v2")) name.resize(name.size() - 3);
  // Which class is likeliest stays the same, and so does its probability.
  if (name == "log_softmax") name = "softmax";
  return name;
}

/// An initializer that Inkling has, or null: the weights come from the file.
Json initializer_of(const Json& initializer) {
  Json candidate = initializer;
  if (initializer.is_object()) {
    const Json config = value_of(initializer, "config");
    Json name = value_of(initializer, "class_name");
    if (name == "VarianceScaling" && config.is_object()) {
      const bool is_uniform = config.value("distribution", Json()) == "uniform";
      if (config.value("mode", Json()) == "fan_avg" && config.value("scale", Json()) == 1)
        name = is_uniform ? "GlorotUniform" : "GlorotNormal";
      if (config.value("mode", Json()) == "fan_in" && config.value("scale", Json()) == 2)
        name = is_uniform ? "HeUniform" : "HeNormal";
    }
    candidate = {{"class_name", name}, {"config", Json::object()}};
    for (const char* key : {"value", "mean", "stddev", "minval", "maxval"})
      if (config.is_object() && config.contains(key)) candidate["config"][key] = config[key];
  } else if (initializer == "zero") {
    candidate = "zeros";
  } else if (initializer == "one") {
    candidate = "ones";
  }
  try {
    read_initializer(candidate);
    return candidate;
  } catch (const Error&) {
    return nullptr;
  }
}

/// L2, or null for what Inkling does not have; it is of use for further training only.
Json regularizer_of(const Json& regularizer) {
  const Json& config =
      value_of(regularizer, "config").is_null() ? regularizer : value_of(regularizer, "config");
  if (!config.is_object() || !config.value("l2", Json()).is_number()) return nullptr;
  const Json& l1 = value_of(config, "l1");
  if (l1.is_number() && l1.get<double>() != 0) return nullptr;
  return {{"class_name", "L2"}, {"config", {{"l2", config["l2"]}}}};
}

bool is_channels_first(const Json& format) {
  return format == "channels_first" || format == "th";
}

/// ReLU and Softmax as layers are activations, but for some of their settings.
void as_activation(KerasLayer& layer, const Json& config) {
  if (layer.class_name == "Softmax") {
    const Json& axis = value_of(config, "axis");
    if (!axis.is_null() && axis != -1 && axis != Json::array({-1}) && axis != 1)
      fail(layer.name, "Softmax can be opened over the last axis only, got {}", axis);
    layer.config = {{"activation", "softmax"}};
  } else if (layer.class_name == "ELU") {
    const Json& alpha = value_of(config, "alpha");
    if (!alpha.is_null() && alpha != 1)
      fail(layer.name, "ELU can be opened with alpha 1 only, got {}", alpha);
    layer.config = {{"activation", "elu"}};
  } else {
    for (const char* key : {"max_value", "threshold"})
      if (const Json& value = value_of(config, key); !value.is_null() && value != 0)
        fail(layer.name, "ReLU with {} {} cannot be opened", key, value);
    const Json& slope = value_of(config, "negative_slope");
    if (!slope.is_null() && slope != 0) {
      layer.class_name = "LeakyReLU";
      layer.config = {{"negative_slope", slope}};
      return;
    }
    layer.config = {{"activation", "relu"}};
  }
  layer.class_name = "Activation";
}

void check_axis(const KerasLayer& layer, const Json& axis, bool& channels_first) {
  const Json& one = axis.is_array() && axis.size() == 1 ? axis[0] : axis;
  if (one.is_null() || one == -1 || one == 3) return;
  // The only axis after a Flatten, and the channels where those are first.
  if (one == 1) return void(channels_first = true);
  fail(layer.name, "BatchNormalization can be opened over the channels only, got axis {}", axis);
}

}  // namespace

bool read_keras_layer(const Json& description, KerasLayer& layer) {
  if (!description.is_object()) fail("Keras", "a layer must be an object, got {}", description);
  Json config = value_of(description, "config");
  const Json& kind = value_of(description, config.is_null() ? "name" : "class_name");
  if (!kind.is_string()) fail("Keras", "a layer must have a class_name, got {}", description);
  layer.class_name = kind.get<std::string>();
  if (config.is_null()) {
    config = description;
    config.erase("name");
  }
  if (!config.is_object()) fail("Keras", "the layer {} has no configuration", layer.class_name);
  if (const Json& name = value_of(config, "name"); name.is_string()) layer.name = name.get<std::string>();
  if (layer.name.empty()) layer.name = layer.class_name;
  if (kOnlyTraining.contains(layer.class_name)) return false;
  if (const auto today = kClassToday.find(layer.class_name); today != kClassToday.end())
    layer.class_name = today->second;

  for (const auto& [before, today] : kKeysToday)
    if (const auto found = config.find(before); found != config.end() && !config.contains(today))
      config[today] = *found;
  if (config.contains("nb_row") && config.contains("nb_col"))
    config["kernel_size"] = {config["nb_row"], config["nb_col"]};
  layer.channels_first = is_channels_first(value_of(config, "data_format"));
  layer.filters_first = value_of(config, "dim_ordering") == "th";
  layer.orders_channels = layer.class_name == "Flatten" && layer.channels_first;

  if (layer.class_name == "ReLU" || layer.class_name == "Softmax" || layer.class_name == "ELU") {
    as_activation(layer, config);
    return true;
  }
  const auto known = known_layers().find(layer.class_name);
  if (known == known_layers().end()) {
    std::vector<std::string> names;
    for (const auto& [name, keys] : known_layers()) names.push_back(name);
    fail("Keras", "the layer {} is of the kind {}, which cannot be opened; these can: {}", layer.name,
         layer.class_name, names);
  }
  if (const Json& mode = value_of(config, "mode");
      layer.class_name == "BatchNormalization" && !mode.is_null() && mode != 0)
    fail(layer.name, "BatchNormalization with mode {} cannot be opened", mode);
  if (layer.class_name == "BatchNormalization")
    check_axis(layer, value_of(config, "axis"), layer.channels_first);
  for (const char* key : known->second) {
    Json value = value_of(config, key);
    const std::string_view name = key;
    if (name == "activation") value = activation_of(value);
    if (name.ends_with("_initializer")) value = initializer_of(value);
    if (name.ends_with("_regularizer")) value = regularizer_of(value);
    if (!value.is_null()) layer.config[key] = std::move(value);
  }
  if (const Json& trainable = value_of(config, "trainable"); trainable == false)
    layer.config["trainable"] = false;
  return true;
}

}  // namespace inkling
