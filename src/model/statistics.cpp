#include "model/statistics.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/labels.h"
#include "losses/loss.h"
#include "model/sequential.h"

namespace inkling {

void Histogram::reach(std::span<const Scalar> values) {
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    least = is_empty_ ? value : std::min(least, value);
    most = is_empty_ ? value : std::max(most, value);
    is_empty_ = false;
  }
}

void Histogram::count(std::span<const Scalar> values) {
  const double bins = most > least ? static_cast<double>(kBins) / (most - least) : 0;
  for (const double value : values)
    if (std::isfinite(value)) ++counts[std::min(static_cast<std::size_t>((value - least) * bins), kBins - 1)];
}

namespace {

std::span<const Scalar> numbers(ConstTensorView view) {
  return {view.data, view.size()};
}

/// Of each layer the ranges of its trainable weights in the model's blocks.
std::vector<std::vector<WeightRange>> ranges_of_layers(const Sequential& model) {
  const std::vector<WeightRange> all = model.trainable_ranges();
  std::vector<std::vector<WeightRange>> ranges;
  auto next = all.begin();
  for (const auto& layer : model.layers()) {
    ranges.emplace_back();
    for (const auto& spec : layer->weight_specs())
      if (spec.trainable) ranges.back().push_back(*next++);
  }
  return ranges;
}

std::optional<Histogram> histogram(const std::vector<WeightRange>& ranges, std::span<const Scalar> block) {
  if (ranges.empty()) return {};
  Histogram histogram;
  for (const auto& range : ranges) histogram.reach(block.subspan(range.begin, range.size));
  for (const auto& range : ranges) histogram.count(block.subspan(range.begin, range.size));
  return histogram;
}

/// Puts d cross-entropy / d outputs in the place of outputs, of one image; of a softmax at the end, as where
/// the outputs are logits, with respect to the logits.
void differentiate(const Sequential& model, std::vector<Scalar>& outputs, std::uint8_t label) {
  const Shape shape = model.output_shape().with_batch(1);
  std::vector<Scalar> targets(outputs.size());
  one_hot({&label, 1}, {targets.data(), shape});
  if (model.ends_in_softmax() || model.layers().back()->activation() == "linear") {
    make_probabilities(model, outputs);
    for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i] -= targets[i];
    return;
  }
  std::vector<Scalar> gradient(outputs.size());
  make_loss("categorical_crossentropy")
      ->compute({outputs.data(), shape}, {targets.data(), shape}, {}, false, {gradient.data(), shape});
  outputs = std::move(gradient);
}

}  // namespace

std::vector<LayerStatistics> layer_statistics(Sequential& model, Inside& inside,
                                              std::span<const Scalar> images,
                                              std::span<const std::uint8_t> labels) {
  require(&model == &inside.model(), "statistics", "are of the model that is looked into");
  const std::size_t n = labels.size(), size = model.input_shape().elements(), count = model.layers().size();
  const std::size_t classes = model.output_shape().elements();
  require(n > 0, "statistics", "there are no images");
  if (images.size() != n * size)
    fail("statistics", "{} images of {} have {} numbers, got {}", n, model.input_shape(), n * size,
         images.size());
  std::size_t labelled = 0;
  for (const std::uint8_t label : labels) {
    if (label != kNoClass && label >= classes) fail("label", "must be below {}, got {}", classes, label);
    labelled += label != kNoClass;
  }

  std::vector<LayerStatistics> result(count);
  std::vector<std::vector<char>> lives(count);
  for (std::size_t image = 0; image < n; ++image) {
    inside.look(images.subspan(image * size, size));
    for (std::size_t layer = 0; layer < count; ++layer) {
      const ConstTensorView values = inside.activation(layer);
      const auto channels = static_cast<std::size_t>(values.shape[-1]);
      result[layer].activations.reach(numbers(values));
      lives[layer].resize(channels);
      for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] != 0) lives[layer][i % channels] = 1;
    }
  }

  const Values gradients = model.gradient_block();
  std::fill(gradients.begin(), gradients.end(), Scalar(0));
  for (std::size_t image = 0; image < n; ++image) {
    inside.look(images.subspan(image * size, size));
    for (std::size_t layer = 0; layer < count; ++layer)
      result[layer].activations.count(numbers(inside.activation(layer)));
    if (labels[image] == kNoClass) continue;
    const ConstTensorView outputs = inside.activation(count - 1);
    std::vector<Scalar> weights(outputs.begin(), outputs.end());
    differentiate(model, weights, labels[image]);
    for (Scalar& weight : weights) weight /= static_cast<Scalar>(labelled);
    inside.image_gradient(weights);
  }

  const auto ranges = ranges_of_layers(model);
  for (std::size_t layer = 0; layer < count; ++layer) {
    result[layer].weights = histogram(ranges[layer], model.weight_block());
    result[layer].gradients = histogram(ranges[layer], gradients);
    const auto dead = std::count(lives[layer].begin(), lives[layer].end(), 0);
    result[layer].dead = static_cast<double>(dead) / static_cast<double>(lives[layer].size());
  }
  return result;
}

}  // namespace inkling
