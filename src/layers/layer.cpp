#include "layers/layer.h"

#include "base/error.h"

namespace inkling {

namespace {

/// A layer's configuration with its name in front.
struct NamedLayer {
  Layer& layer;
  std::string name;

  void describe(Fields& fields) {
    fields.text("name", name);
    layer.describe(fields);
  }
};

}  // namespace

void Layer::build(const Shape& input) {
  input_ = input;
  output_ = compute_output_shape(input);
  specs_ = declare_weights(input);
}

std::size_t Layer::parameters() const {
  std::size_t count = 0;
  for (const auto& spec : specs_) count += spec.shape.elements();
  return count;
}

void Layer::bind(std::vector<TensorView> weights, std::vector<TensorView> gradients) {
  weights_ = std::move(weights);
  gradients_ = std::move(gradients);
}

std::size_t Layer::state_size(int) const {
  return 0;
}

std::size_t Layer::scratch_size(int) const {
  return 0;
}

std::unique_ptr<Layer> read_layer(const Json& description) {
  require(
      description.is_object() && description.contains("class_name") && description["class_name"].is_string(),
      "layer", "needs a class_name");
  auto layer = make_layer(description["class_name"].get<std::string>());
  NamedLayer named{*layer, ""};
  read_fields(layer->type(), named, description.value("config", Json::object()));
  layer->set_name(named.name);
  return layer;
}

Json write_layer(Layer& layer) {
  NamedLayer named{layer, layer.name()};
  return {{"class_name", layer.type()}, {"config", write_fields(named)}};
}

}  // namespace inkling
