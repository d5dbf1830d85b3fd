#include "model/folding.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace inkling {

namespace {

/// A layer's configuration and its weights by their names.
struct WeightedLayer {
  Json layer;
  std::vector<std::pair<std::string, std::vector<Scalar>>> weights;

  bool is(std::string_view type) const { return layer["class_name"] == type; }
  Json& config() { return layer["config"]; }
  const std::vector<Scalar>* weight(std::string_view name) const {
    for (const auto& [each, values] : weights)
      if (each == name) return &values;
    return nullptr;
  }
  bool takes_in(const WeightedLayer& next) {
    const bool product = is("Conv2D") || is("Dense");
    return product && config().value("activation", "linear") == "linear" &&
           (next.is("BatchNormalization") || next.is("Activation"));
  }
};

std::vector<WeightedLayer> weighted_layers(const Sequential& model) {
  std::vector<WeightedLayer> layers;
  auto weight = model.weights().begin();
  for (const auto& layer : model.layers()) {
    WeightedLayer each{write_layer(*layer), {}};
    for (const auto& spec : layer->weight_specs()) {
      each.weights.emplace_back(spec.name, std::vector<Scalar>(weight->values.begin(), weight->values.end()));
      ++weight;
    }
    layers.push_back(std::move(each));
  }
  return layers;
}

/// kernel and bias so that they give what `normalization` makes of their products.
void multiply_in(WeightedLayer& product, const WeightedLayer& normalization) {
  const auto& mean = *normalization.weight("moving_mean");
  const auto& variance = *normalization.weight("moving_variance");
  const auto* gamma = normalization.weight("gamma");
  const auto* beta = normalization.weight("beta");
  const double epsilon = normalization.layer["config"]["epsilon"];
  const std::size_t channels = mean.size();
  std::vector<Scalar> kernel = *product.weight("kernel");
  std::vector<Scalar> bias(channels, 0);
  if (const auto* given = product.weight("bias")) bias = *given;
  for (std::size_t c = 0; c < channels; ++c) {
    const double factor = (gamma ? (*gamma)[c] : 1) / std::sqrt(variance[c] + epsilon);
    for (std::size_t i = c; i < kernel.size(); i += channels)
      kernel[i] = static_cast<Scalar>(kernel[i] * factor);
    bias[c] = static_cast<Scalar>((bias[c] - mean[c]) * factor + (beta ? (*beta)[c] : 0));
  }
  product.config()["use_bias"] = true;
  product.weights = {{"kernel", std::move(kernel)}, {"bias", std::move(bias)}};
}

}  // namespace

Sequential folded(const Sequential& model) {
  std::vector<WeightedLayer> kept;
  for (WeightedLayer& each : weighted_layers(model)) {
    if (each.is("Dropout")) continue;
    if (kept.empty() || !kept.back().takes_in(each))
      kept.push_back(std::move(each));
    else if (each.is("Activation"))
      kept.back().config()["activation"] = each.config()["activation"];
    else
      multiply_in(kept.back(), each);
  }
  Json config = model.config();
  Json& layers = config["config"]["layers"];
  layers = Json::array({layers[0]});
  for (WeightedLayer& each : kept) {
    // They are for the weights that were trained, and these are others.
    for (const char* penalty : {"kernel_regularizer", "bias_regularizer"}) each.config().erase(penalty);
    layers.push_back(each.layer);
  }
  Sequential shorter = Sequential::from_config(config);
  auto weight = shorter.weights().begin();
  for (const WeightedLayer& each : kept)
    for (const auto& [name, values] : each.weights) {
      std::copy(values.begin(), values.end(), weight->values.begin());
      ++weight;
    }
  return shorter;
}

}  // namespace inkling
