#include <algorithm>

#include "base/error.h"
#include "data/batches.h"
#include "model/attribution.h"
#include "session/session.h"

namespace inkling {

namespace {

constexpr std::size_t kMostStatisticImages = 1000;

/// Which of the layers a name is of; of an empty one the last that has maps.
std::size_t layer_named(const Sequential& model, const std::string& name) {
  const auto& layers = model.layers();
  for (std::size_t i = layers.size(); i-- > 0;)
    if (name.empty() ? layers[i]->output_shape().rank() == 3 : layers[i]->name() == name) return i;
  if (name.empty()) fail("layer", "the model has no layer with maps");
  fail("layer", "the model has no layer {}", name);
}

Json to_json(const std::optional<Histogram>& histogram) {
  if (!histogram) return nullptr;
  return {{"least", histogram->least}, {"most", histogram->most}, {"counts", histogram->counts}};
}

}  // namespace

void LookOptions::describe(Fields& fields) {
  fields.json("off", off);
}

void ChannelPlace::describe(Fields& fields) {
  fields.integer("layer", layer, 0);
  fields.integer("channel", channel, 0);
}

void NumberPlace::describe(Fields& fields) {
  fields.integer("layer", layer, 0);
  fields.integer("index", index, 0);
  fields.json("off", off);
}

void Explanation::describe(Fields& fields) {
  fields.text("label", label);
  fields.help("The class that is asked for: one of the model's, or empty for the likeliest.");
  fields.choice("method", method, {"gradient", "occlusion", "grad_cam"});
  fields.help("How it is found what speaks for the class.");
  fields.text("layer", layer);
  fields.help("Whose maps grad_cam takes: a layer's name, or empty for the last that has maps.");
  fields.json("off", off);
}

Json Session::layers() const {
  Json list = Json::array();
  for (const auto& layer : model_->layers()) {
    Json weights = Json::array();
    for (const WeightSpec& spec : layer->weight_specs())
      weights.push_back({{"name", spec.name}, {"shape", spec.shape.sizes()}});
    list.push_back({{"name", layer->name()},
                    {"class_name", layer->type()},
                    {"config", write_layer(*layer)["config"]},
                    {"input_shape", layer->input_shape().sizes()},
                    {"shape", layer->output_shape().sizes()},
                    {"parameters", layer->parameters()},
                    {"activation", layer->activation()},
                    {"weights", std::move(weights)}});
  }
  return list;
}

std::vector<Sequential::Weight> Session::weights(std::size_t layer) const {
  const auto& layers = model_->layers();
  if (layer >= layers.size()) fail("layer", "must be below {}, got {}", layers.size(), layer);
  auto weight = model_->weights().begin();
  for (std::size_t i = 0; i < layer; ++i) weight += static_cast<int>(layers[i]->weight_specs().size());
  std::vector<Sequential::Weight> weights;
  for (const WeightSpec& spec : layers[layer]->weight_specs())
    weights.push_back({spec.name, (weight++)->values});
  return weights;
}

Inside& Session::inside(const Json& off) {
  if (!inside_) inside_ = std::make_unique<Inside>(*model_);
  inside_->switch_all_on();
  if (off.is_null()) return *inside_;
  require(off.is_array(), "off", "must be a list");
  for (const Json& each : off) {
    ChannelPlace place;
    read_fields("off", place, each);
    inside_->switch_off(static_cast<std::size_t>(place.layer), static_cast<std::size_t>(place.channel));
  }
  return *inside_;
}

Inside& Session::look(std::span<const Scalar> image, const Json& off) {
  Inside& inside = this->inside(off);
  inside.look(image);
  return inside;
}

std::vector<Scalar> Session::predict(std::span<const Scalar> images, std::size_t n,
                                     const LookOptions& options) {
  require_ink(images);
  std::vector<Scalar> predictions = inside(options.off).predict(images, n);
  make_probabilities(*model_, predictions);
  return predictions;
}

WeightedSum Session::weighted_sum(std::span<const Scalar> image, const NumberPlace& place) {
  return inkling::weighted_sum(look(image, place.off), static_cast<std::size_t>(place.layer),
                               static_cast<std::size_t>(place.index));
}

std::vector<Scalar> Session::features(std::span<const Scalar> images, std::size_t n) {
  return inside(nullptr).features(images, n);
}

Json Session::statistics(const Dataset& data) {
  if (data.size() > kMostStatisticImages)
    fail("statistics", "takes at most {} images, got {}", kMostStatisticImages, data.size());
  Batches batches(whole(data), {.batch_size = static_cast<int>(data.size()), .shuffle = false});
  if (batches.image_shape() != model_->input_shape())
    fail("statistics", "the model takes images {}, the data set has {}", model_->input_shape(),
         batches.image_shape());
  std::vector<Scalar> images(data.images.size());
  std::vector<std::uint8_t> labels(data.size());
  batches.fill(0, {images.data(), batches.image_shape().with_batch(static_cast<int>(data.size()))}, labels);
  Json list = Json::array();
  const auto& layers = model_->layers();
  const auto all = layer_statistics(*model_, inside(nullptr), images, labels);
  for (std::size_t i = 0; i < all.size(); ++i)
    list.push_back({{"name", layers[i]->name()},
                    {"weights", to_json(all[i].weights)},
                    {"gradients", to_json(all[i].gradients)},
                    {"activations", to_json(all[i].activations)},
                    {"dead", all[i].dead}});
  return list;
}

std::size_t Session::index_of(const std::string& label) const {
  const auto found = std::find(labels_.begin(), labels_.end(), label);
  if (found == labels_.end()) fail("label", "must be one of {}, got {}", labels_, label);
  return static_cast<std::size_t>(found - labels_.begin());
}

Counterfactual Session::change_towards(std::span<const Scalar> image, const std::string& label,
                                       const LookOptions& options) {
  const std::size_t index = index_of(label);
  return inkling::change_towards(look(image, options.off), index);
}

std::vector<Scalar> Session::activations(std::span<const Scalar> image, const LookOptions& options) {
  Inside& inside = look(image, options.off);
  std::vector<Scalar> all;
  for (std::size_t i = 0; i < model_->layers().size(); ++i) {
    const ConstTensorView values = inside.activation(i);
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

std::vector<Scalar> Session::explain(std::span<const Scalar> image, const Explanation& explanation) {
  Inside& inside = look(image, explanation.off);
  const ConstTensorView answer = inside.activation(model_->layers().size() - 1);
  auto label = static_cast<std::size_t>(std::max_element(answer.begin(), answer.end()) - answer.begin());
  if (!explanation.label.empty()) label = index_of(explanation.label);
  if (explanation.method == "occlusion") return occlusion(inside, label);
  if (explanation.method == "grad_cam")
    return grad_cam(inside, layer_named(*model_, explanation.layer), label);
  return gradient_times_input(inside, label);
}

}  // namespace inkling
