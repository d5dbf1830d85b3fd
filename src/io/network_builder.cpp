#include "io/network_builder.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/error.h"
#include "layers/layer.h"

namespace inkling {

namespace {

constexpr std::size_t kSlack = std::size_t{1} << 20;

Shape channels_last(const std::vector<int>& sizes, bool channels_first) {
  if (sizes.empty() || sizes.size() > 3)
    fail("model", "its input must be images, and has {} axes", sizes.size());
  if (channels_first && sizes.size() == 3) return {sizes[1], sizes[2], sizes[0]};
  return Shape(sizes);
}

bool ends_with_activation(const Json& layer) {
  const std::string kind = layer["class_name"];
  return kind == "Conv2D" || kind == "Dense" || kind == "DepthwiseConv2D";
}

std::unique_ptr<Layer> read_and_build(const Json& description, const Shape& shape, const std::string& name) {
  try {
    auto layer = read_layer(description);
    layer->build(shape);
    return layer;
  } catch (const Error& error) {
    fail("model", "the layer {} cannot be opened: {}", name, in_full(error.what()));
  }
}

}  // namespace

NetworkBuilder::NetworkBuilder(std::string name, const std::vector<int>& input, bool channels_first)
    : name_(std::move(name)),
      input_(channels_last(input, channels_first)),
      shape_(input_),
      channels_first_(channels_first) {}

void NetworkBuilder::add(const std::string& class_name, const std::string& name, Json config,
                         Weights weights) {
  const bool taken = std::any_of(layers_.begin(), layers_.end(), [&](const Json& layer) {
    return layer["config"].value("name", std::string()) == name;
  });
  if (!name.empty() && !taken && name.find('/') == name.npos) config["name"] = name;
  Json description{{"class_name", class_name}, {"config", std::move(config)}};
  const std::string& where = name.empty() ? class_name : name;
  const auto layer = read_and_build(description, shape_, where);
  if (!order_.empty()) add_to_order(class_name, where, weights);
  const auto& specs = layer->weight_specs();
  if (weights.empty() && !specs.empty()) {
    without_weights_ = true;
  } else {
    if (weights.size() != specs.size())
      fail("model", "{} has {} weight tensors, the file {}", where, specs.size(), weights.size());
    for (std::size_t i = 0; i < specs.size(); ++i) {
      if (weights[i].size() != specs[i].shape.elements())
        fail("model", "{} of {} has {} numbers, the file {}", specs[i].name, where, specs[i].shape.elements(),
             weights[i].size());
      if (!std::all_of(weights[i].begin(), weights[i].end(), [](float each) { return std::isfinite(each); }))
        fail("model", "{} of {} has numbers that are not finite", specs[i].name, where);
      numbers_ += weights[i].size();
    }
  }
  shape_ = layer->output_shape();
  layers_.push_back(std::move(description));
  weights_.push_back(std::move(weights));
}

/// Puts the weights of a layer after a Flatten into our order of features.
void NetworkBuilder::add_to_order(const std::string& class_name, const std::string& name, Weights& weights) {
  const auto reorder = [&](std::vector<float>& values) {
    if (values.size() % order_.size() != 0) return;  // refused by its shape
    const std::size_t row = values.size() / order_.size();
    std::vector<float> ours(values.size());
    for (std::size_t i = 0; i < order_.size(); ++i)
      std::copy_n(values.data() + order_[i] * row, row, ours.data() + i * row);
    values = std::move(ours);
  };
  if (class_name == "Dense") {
    if (!weights.empty()) reorder(weights[0]);
    order_.clear();
  } else if (class_name == "BatchNormalization") {
    for (auto& values : weights) reorder(values);
  } else if (class_name != "Activation" && class_name != "Dropout" && class_name != "LeakyReLU" &&
             class_name != "Flatten") {
    fail("model", "{} ({}) after a Flatten with channels first cannot be turned to channels last", name,
         class_name);
  }
}

void NetworkBuilder::activate(const std::string& activation) {
  if (!layers_.empty() && ends_with_activation(layers_.back()) &&
      layers_.back()["config"].value("activation", std::string("linear")) == "linear")
    layers_.back()["config"]["activation"] = activation;
  else
    add("Activation", "", {{"activation", activation}});
}

bool NetworkBuilder::scale_last(const std::vector<float>& scale, const std::vector<float>& shift) {
  if (layers_.empty() || !ends_with_activation(layers_.back()) || weights_.back().empty()) return false;
  Json& config = layers_.back()["config"];
  if (config.value("activation", std::string("linear")) != "linear") return false;
  const auto at = [](const std::vector<float>& values, std::size_t i) {
    return values.size() == 1 ? values[0] : values[i];
  };
  auto& weights = weights_.back();
  const auto channels = static_cast<std::size_t>(shape_[-1]);
  if (weights.size() == 1) weights.emplace_back(channels, 0.0F);
  config["use_bias"] = true;
  std::vector<float>&kernel = weights[0], &bias = weights[1];
  for (std::size_t i = 0; i < kernel.size(); ++i) kernel[i] *= at(scale, i % channels);
  for (std::size_t i = 0; i < channels; ++i) bias[i] = bias[i] * at(scale, i) + at(shift, i);
  return true;
}

void NetworkBuilder::flatten(const std::string& name) {
  const Shape images = shape_;
  add("Flatten", name, Json::object());
  if (!channels_first_ || images.rank() != 3 || images[2] == 1 || images[0] * images[1] == 1) return;
  reordered_ = true;
  const int pixels = images[0] * images[1], channels = images[2];
  for (int pixel = 0; pixel < pixels; ++pixel)
    for (int channel = 0; channel < channels; ++channel) order_.push_back(channel * pixels + pixel);
}

Sequential NetworkBuilder::build() const {
  require(!layers_.empty(), "model", "it has no layers");
  require(order_.empty(), "model", "it ends in a Flatten, with nothing that reads it");
  Json batch_shape = Json::array({nullptr});
  for (int i = 0; i < input_.rank(); ++i) batch_shape.push_back(input_[i]);
  Json layers = Json::array({{{"class_name", "InputLayer"}, {"config", {{"batch_shape", batch_shape}}}}});
  layers.insert(layers.end(), layers_.begin(), layers_.end());
  Json config{{"layers", layers}};
  if (!name_.empty()) config["name"] = name_;
  Sequential model =
      Sequential::from_config({{"class_name", "Sequential"}, {"config", config}},
                              without_weights_ ? Sequential::kMaxParameters
                                               : std::min(numbers_ + kSlack, Sequential::kMaxParameters));
  if (without_weights_) model.initialize(0);
  auto weight = model.weights().begin();
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const std::size_t count = model.layers()[i]->weight_specs().size();
    for (std::size_t w = 0; w < count; ++w, ++weight)
      if (!weights_[i].empty())
        std::copy(weights_[i][w].begin(), weights_[i][w].end(), weight->values.begin());
  }
  return model;
}

std::vector<float> channels_last_kernel(std::span<const float> kernel, const Shape& shape, bool turned) {
  const int outputs = shape[0], inputs = shape[1], height = shape[2], width = shape[3];
  std::vector<float> ours(kernel.size());
  std::size_t at = 0;
  for (int o = 0; o < outputs; ++o)
    for (int i = 0; i < inputs; ++i)
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
          const int row = turned ? height - 1 - y : y, column = turned ? width - 1 - x : x;
          ours[((static_cast<std::size_t>(row) * width + column) * inputs + i) * outputs + o] = kernel[at++];
        }
  return ours;
}

std::vector<float> channels_first_kernel(std::span<const float> kernel, const Shape& shape) {
  const int pixels = shape[0] * shape[1], inputs = shape[2], outputs = shape[3];
  std::vector<float> theirs(kernel.size());
  std::size_t at = 0;
  for (int pixel = 0; pixel < pixels; ++pixel)
    for (int i = 0; i < inputs; ++i)
      for (int o = 0; o < outputs; ++o)
        theirs[(static_cast<std::size_t>(o) * inputs + i) * pixels + pixel] = kernel[at++];
  return theirs;
}

std::vector<float> transposed(std::span<const float> matrix, const Shape& shape) {
  const std::size_t rows = shape[0], columns = shape[1];
  std::vector<float> ours(matrix.size());
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      ours[column * rows + row] = matrix[row * columns + column];
  return ours;
}

}  // namespace inkling
