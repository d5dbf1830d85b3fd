#include "io/keras_writing.h"

#include <algorithm>
#include <set>

#include "activations/leaky_relu.h"

namespace inkling {

namespace {

/// Without batch, as Keras writes shapes.
Json open_shape(const Shape& shape) {
  Json sizes = Json::array({nullptr});
  for (const int size : shape.sizes()) sizes.push_back(size);
  return sizes;
}

class KerasLayers {
 public:
  explicit KerasLayers(const Sequential& network) {
    for (const auto& layer : network.layers()) names_.insert(layer->name());
    const Json config = network.config();
    // The first is the InputLayer.
    auto described = config["config"]["layers"].begin() + 1;
    auto weight = network.weights().begin();
    for (const auto& layer : network.layers()) {
      add(*layer, described->at("config"));
      for (std::size_t i = 0; i < layer->weight_specs().size(); ++i)
        layers_[with_weights_].weights.push_back(&*weight++);
      ++described;
    }
  }

  std::vector<WrittenLayer> layers() { return std::move(layers_); }

 private:
  void add(const Layer& layer, Json config) {
    const Shape& input = layer.input_shape();
    with_weights_ = layers_.size();
    if (layer.type() == "SumPooling2D") return add_sum(layer, std::move(config));
    // TensorFlow.js does not work out a size of -1.
    if (layer.type() == "Reshape") config["target_shape"] = layer.output_shape().sizes();
    const bool is_leaky = config.value("activation", Json()) == "leaky_relu";
    if (is_leaky) config["activation"] = "linear";
    const std::string name = config["name"];
    layers_.push_back({std::string(layer.type()), std::move(config), input, {}});
    if (is_leaky)
      layers_.push_back({"LeakyReLU",
                         {{"name", free_name(name + "_leaky_relu")},
                          {"negative_slope", static_cast<double>(LeakyRelu::kNegativeSlope)}},
                         layer.output_shape(),
                         {}});
  }

  void add_sum(const Layer& layer, Json config) {
    const std::string name = config["name"];
    Shape input = layer.input_shape();
    Json padding = Json::array();
    std::vector<int> sizes{0, 0, input[2]};
    for (int axis = 0; axis < 2; ++axis) {
      const int steps = (layer.output_shape()[axis] - 1) * config["strides"][axis].get<int>(),
                all = std::max(0, steps + config["pool_size"][axis].get<int>() - input[axis]);
      padding.push_back({all / 2, all - all / 2});
      sizes[axis] = input[axis] + all;
    }
    if (Shape(sizes) != input) {
      layers_.push_back(
          {"ZeroPadding2D", {{"name", free_name(name + "_padding")}, {"padding", padding}}, input, {}});
      input = Shape(sizes);
    }
    const int pixels = config["pool_size"][0].get<int>() * config["pool_size"][1].get<int>();
    config["padding"] = "valid";
    layers_.push_back({"AveragePooling2D", std::move(config), input, {}});
    layers_.push_back({"Rescaling",
                       {{"name", free_name(name + "_sum")}, {"scale", pixels}, {"offset", 0}},
                       layer.output_shape(),
                       {}});
  }

  std::string free_name(std::string name) {
    while (!names_.insert(name).second) name += "_";
    return name;
  }

  std::set<std::string> names_;
  std::vector<WrittenLayer> layers_;
  std::size_t with_weights_ = 0;
};

Json keras_3_object(const char* module, const Json& class_name, Json config) {
  return {{"module", module},
          {"class_name", class_name},
          {"config", std::move(config)},
          {"registered_name", nullptr}};
}

Json keras_3_layer(const std::string& class_name, Json config) {
  config["dtype"] = keras_3_object("keras", "DTypePolicy", {{"name", "float32"}});
  for (auto& [key, value] : config.items()) {
    const bool is_initializer = key.ends_with("_initializer"), is_regularizer = key.ends_with("_regularizer");
    if (value.is_object() && (is_initializer || is_regularizer))
      value = keras_3_object(is_initializer ? "keras.initializers" : "keras.regularizers",
                             value["class_name"], value.value("config", Json::object()));
  }
  return keras_3_object("keras.layers", class_name, std::move(config));
}

}  // namespace

std::vector<WrittenLayer> keras_layers(const Sequential& network) {
  return KerasLayers(network).layers();
}

Json keras_2_config(const Sequential& network, const std::vector<WrittenLayer>& layers) {
  const Json shape = open_shape(network.input_shape());
  Json all = Json::array({{{"class_name", "InputLayer"},
                           {"config",
                            {{"batch_input_shape", shape},
                             {"dtype", "float32"},
                             {"sparse", false},
                             {"ragged", false},
                             {"name", "input_1"}}}}});
  for (const WrittenLayer& layer : layers) {
    Json config = layer.config;
    config["dtype"] = "float32";
    if (all.size() == 1) config["batch_input_shape"] = shape;
    if (layer.class_name == "LeakyReLU") {
      config["alpha"] = config["negative_slope"];
      config.erase("negative_slope");
    }
    all.push_back({{"class_name", layer.class_name}, {"config", std::move(config)}});
  }
  return {{"class_name", "Sequential"}, {"config", {{"name", network.name()}, {"layers", std::move(all)}}}};
}

Json keras_3_config(const Sequential& network, const std::vector<WrittenLayer>& layers) {
  const Json shape = open_shape(network.input_shape());
  Json all = Json::array(
      {keras_3_object("keras.layers", "InputLayer",
                      {{"batch_shape", shape}, {"dtype", "float32"}, {"sparse", false}, {"name", "input"}})});
  for (const WrittenLayer& layer : layers) {
    Json object = keras_3_layer(layer.class_name, layer.config);
    object["build_config"] = {{"input_shape", open_shape(layer.input)}};
    all.push_back(std::move(object));
  }
  Json config = keras_3_object("keras", "Sequential",
                               {{"name", network.name()},
                                {"trainable", true},
                                {"dtype", keras_3_object("keras", "DTypePolicy", {{"name", "float32"}})},
                                {"layers", std::move(all)},
                                {"build_input_shape", shape}});
  config["build_config"] = {{"input_shape", shape}};
  return config;
}

std::vector<int> padding_sides(const Json& padding) {
  if (padding.is_number()) return std::vector<int>(4, padding.get<int>());
  std::vector<int> sides;
  for (const Json& axis : padding)
    for (int side = 0; side < 2; ++side) sides.push_back(axis.is_number() ? axis : axis[side]);
  return sides;
}

NamedTensor tensor_of(const Sequential::Weight& weight, std::string name) {
  return {std::move(name), weight.values.shape, {weight.values.begin(), weight.values.end()}};
}

std::string weight_role(const Sequential::Weight& weight) {
  return weight.name.substr(weight.name.find_last_of('/') + 1);
}

}  // namespace inkling
