#include <algorithm>

#include "base/error.h"
#include "model/attribution.h"
#include "session/session.h"

namespace inkling {

namespace {

/// Which of the layers a name is of; of an empty one the last that has maps.
std::size_t layer_named(const Sequential& model, const std::string& name) {
  const auto& layers = model.layers();
  for (std::size_t i = layers.size(); i-- > 0;)
    if (name.empty() ? layers[i]->output_shape().rank() == 3 : layers[i]->name() == name) return i;
  if (name.empty()) fail("layer", "the model has no layer with maps");
  fail("layer", "the model has no layer {}", name);
}

}  // namespace

void Explanation::describe(Fields& fields) {
  fields.text("label", label);
  fields.help("The class that is asked for: one of the model's, or empty for the likeliest.");
  fields.choice("method", method, {"gradient", "occlusion", "grad_cam"});
  fields.help("How it is found what speaks for the class.");
  fields.text("layer", layer);
  fields.help("Whose maps grad_cam takes: a layer's name, or empty for the last that has maps.");
}

Json Session::layers() const {
  Json list = Json::array();
  for (const auto& layer : model_->layers())
    list.push_back(
        {{"name", layer->name()}, {"class_name", layer->type()}, {"shape", layer->output_shape().sizes()}});
  return list;
}

Inside& Session::look(std::span<const Scalar> image) {
  if (!inside_) inside_ = std::make_unique<Inside>(*model_);
  inside_->look(image);
  return *inside_;
}

std::size_t Session::index_of(const std::string& label) const {
  const auto found = std::find(labels_.begin(), labels_.end(), label);
  if (found == labels_.end()) fail("label", "must be one of {}, got {}", labels_, label);
  return static_cast<std::size_t>(found - labels_.begin());
}

Counterfactual Session::change_towards(std::span<const Scalar> image, const std::string& label) {
  const std::size_t index = index_of(label);
  return inkling::change_towards(look(image), index);
}

std::vector<Scalar> Session::activations(std::span<const Scalar> image) {
  Inside& inside = look(image);
  std::vector<Scalar> all;
  for (std::size_t i = 0; i < model_->layers().size(); ++i) {
    const ConstTensorView values = inside.activation(i);
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

std::vector<Scalar> Session::explain(std::span<const Scalar> image, const Explanation& explanation) {
  Inside& inside = look(image);
  const ConstTensorView answer = inside.activation(model_->layers().size() - 1);
  auto label = static_cast<std::size_t>(std::max_element(answer.begin(), answer.end()) - answer.begin());
  if (!explanation.label.empty()) label = index_of(explanation.label);
  if (explanation.method == "occlusion") return occlusion(inside, label);
  if (explanation.method == "grad_cam")
    return grad_cam(inside, layer_named(*model_, explanation.layer), label);
  return gradient_times_input(inside, label);
}

}  // namespace inkling
