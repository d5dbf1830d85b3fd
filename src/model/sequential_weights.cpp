#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/hash.h"
#include "base/names.h"
#include "base/text.h"
#include "initializers/initializer.h"
#include "kernels/elementwise.h"
#include "model/sequential.h"

namespace inkling {

void Sequential::name_layers() {
  std::set<std::string> used;
  for (const auto& layer : layers_)
    if (!layer->name().empty() && !used.insert(layer->name()).second)
      fail("Sequential", "two layers are named '{}'", layer->name());
  for (const auto& layer : layers_) {
    const std::string base = snake_case(layer->type());
    std::string name = layer->name();
    for (int i = 0; name.empty(); ++i) {
      const std::string next = i ? base + "_" + std::to_string(i) : base;
      if (used.insert(next).second) name = next;
    }
    layer->set_name(name);
  }
}

void Sequential::place_weights() {
  std::vector<std::vector<Arena::Place>> places(layers_.size());
  enum Group { kTrainable, kStatistic, kFrozen };
  const auto plan = [&](Group group) {
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const auto& specs = layers_[i]->weight_specs();
      places[i].resize(specs.size());
      for (std::size_t w = 0; w < specs.size(); ++w)
        if ((specs[w].trainable ? kTrainable : layers_[i]->trainable() ? kStatistic : kFrozen) == group)
          places[i][w] = weights_.plan(specs[w].shape.elements());
    }
    return weights_.elements();
  };
  trainable_ = plan(kTrainable);
  changing_ = plan(kStatistic);
  plan(kFrozen);
  weights_.allocate();
  gradients_.plan(trainable_);
  gradients_.allocate();

  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const auto& specs = layers_[i]->weight_specs();
    std::vector<TensorView> weights, gradients;
    for (std::size_t w = 0; w < specs.size(); ++w) {
      weights.push_back(weights_.view(places[i][w], specs[w].shape));
      gradients.push_back(specs[w].trainable ? gradients_.view(places[i][w], specs[w].shape) : TensorView());
      named_weights_.push_back({layers_[i]->name() + "/" + specs[w].name, weights.back()});
    }
    layers_[i]->bind(std::move(weights), std::move(gradients));
  }
}

void Sequential::initialize(std::uint64_t seed) {
  auto weight = named_weights_.begin();
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    Random random(seed, i);
    for (const auto& spec : layers_[i]->weight_specs())
      read_initializer(spec.initializer)->fill((weight++)->values, spec.fan_in, spec.fan_out, random);
  }
}

void Sequential::quantize(const std::function<std::vector<Scalar>(const std::string&)>& scales_of) {
  auto weight = named_weights_.begin();
  for (const auto& layer : layers_) {
    const std::size_t size = layer->quantized_size();
    std::vector<Scalar> scales = size ? scales_of(weight->name) : std::vector<Scalar>();
    weight += static_cast<std::ptrdiff_t>(layer->weight_specs().size());
    if (scales.empty()) continue;
    quantized_.push_back({std::move(scales), std::vector<std::int8_t>(size)});
    layer->quantize(quantized_.back().scales.data(), quantized_.back().values.data());
  }
}

void Sequential::forget_quantized() {
  for (const auto& layer : layers_) layer->quantize(nullptr, nullptr);
  quantized_.clear();
}

std::size_t Sequential::parameters() const {
  std::size_t count = 0;
  for (const auto& layer : layers_) count += layer->parameters();
  return count;
}

std::size_t Sequential::trainable_parameters() const {
  std::size_t count = 0;
  for (const auto& layer : layers_)
    for (const auto& spec : layer->weight_specs()) count += spec.trainable ? spec.shape.elements() : 0;
  return count;
}

std::vector<WeightRange> Sequential::trainable_ranges() const {
  std::vector<WeightRange> ranges;
  auto weight = named_weights_.begin();
  for (const auto& layer : layers_)
    for (const auto& spec : layer->weight_specs()) {
      const auto& [name, values] = *weight++;
      if (!spec.trainable) continue;
      ranges.push_back({name, static_cast<std::size_t>(values.data - weights_.at({})), values.size()});
    }
  return ranges;
}

std::string Sequential::weights_hash() const {
  Hash hash;
  for (const auto& weight : named_weights_)
    hash.add(weight.values.data, weight.values.size() * sizeof(Scalar));
  return hash.text();
}

template <typename Body>
void Sequential::for_each_regularized(const Body& body) const {
  auto weight = named_weights_.begin();
  for (const auto& layer : layers_)
    for (const auto& spec : layer->weight_specs()) {
      const TensorView values = (weight++)->values;
      if (spec.l2 > 0 && spec.trainable) body(spec.l2, Values(values.data, values.size()));
    }
}

double Sequential::penalty() const {
  double sum = 0;
  for_each_regularized([&](double l2, Values values) {
    double squares = 0;
    for (const Scalar value : values) squares += static_cast<double>(value) * value;
    sum += l2 * squares;
  });
  return sum;
}

void Sequential::add_penalty_gradient() {
  for_each_regularized([&](double l2, Values values) {
    const Values gradient(gradients_.at({}) + (values.data() - weights_.at({})), values.size());
    add_scaled(values, static_cast<Scalar>(2 * l2), gradient);
  });
}

}  // namespace inkling
