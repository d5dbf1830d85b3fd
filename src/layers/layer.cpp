#include "layers/layer.h"

#include "base/keras.h"
#include "initializers/initializer.h"

namespace inkling {

namespace {

/// A layer's configuration with what all layers have in front.
struct WholeLayer {
  Layer& layer;
  std::string name;
  bool trainable;

  void describe(Fields& fields) {
    fields.text("name", name);
    fields.flag("trainable", trainable);
    describe_dtype(fields);
    layer.describe(fields);
  }
};

}  // namespace

void Layer::build(const Shape& input) {
  input_ = input;
  output_ = compute_output_shape(input);
  specs_ = declare_weights(input);
  for (auto& spec : specs_) {
    spec.trainable = spec.trainable && trainable_;
    read_initializer(spec.initializer);
  }
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

std::unique_ptr<Layer> read_layer(const Json& description) {
  const auto [class_name, config] = read_class("layer", description);
  auto layer = make_layer(class_name);
  WholeLayer whole{*layer, "", true};
  read_fields(layer->type(), whole, config);
  layer->set_name(whole.name);
  layer->set_trainable(whole.trainable);
  return layer;
}

Json write_layer(Layer& layer) {
  WholeLayer whole{layer, layer.name(), layer.trainable()};
  return {{"class_name", layer.type()}, {"config", write_fields(whole)}};
}

}  // namespace inkling
