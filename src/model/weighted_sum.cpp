#include "model/weighted_sum.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "model/sequential.h"

namespace inkling {

namespace {

/// What a layer makes of one sample by itself, without its activation.
class Alone {
 public:
  explicit Alone(Layer& layer)
      : layer_(layer),
        cache_(layer.cache_size()),
        state_(layer.state_size(1)),
        scratch_(std::max(layer.scratch_size(1), layer.forward_scratch_size(1))) {}

  Tensor forward(ConstTensorView x) {
    Tensor y(layer_.output_shape().with_batch(1));
    layer_.forward(pass(), x, y.view());
    return y;
  }
  /// The gradient of one of its numbers, after forward() with the same x.
  Tensor backward(ConstTensorView x, const Tensor& y, std::size_t index) {
    Tensor dy(y.shape()), dx(layer_.input_shape().with_batch(1));
    dy.values()[index] = 1;
    layer_.backward(pass(), x, y.view(), dy.view(), dx.view());
    return dx;
  }

 private:
  Pass pass() {
    return {
        .cache = cache_.data(), .state = state_.data(), .scratch = scratch_.data(), .skip_activation = true};
  }

  Layer& layer_;
  std::vector<Scalar> cache_, state_, scratch_;
};

/// Fast convolution leaves up to 1e-6 of the largest weight where there is none.
constexpr Scalar kNothing = Scalar(1e-5);

}  // namespace

WeightedSum weighted_sum(Inside& inside, std::size_t layer, std::size_t index) {
  const auto& layers = inside.model().layers();
  if (layer >= layers.size()) fail("layer", "must be below {}, got {}", layers.size(), layer);
  const ConstTensorView given = inside.input(layer), values = inside.activation(layer);
  if (index >= values.size()) fail("index", "must be below {}, got {}", values.size(), index);

  Alone alone(*layers[layer]);
  // Every layer but for its activation is a sum of weighted inputs and a bias; which it takes, and so what
  // each of them counts, may depend on them.
  const Tensor nothing(layers[layer]->input_shape().with_batch(1));
  WeightedSum result{.bias = alone.forward(nothing.view()).values()[index],
                     .activation = std::string(layers[layer]->activation()),
                     .value = values[index]};
  const Tensor sums = alone.forward(given);
  result.sum = sums.values()[index];
  const Tensor weights = alone.backward(given, sums, index);
  Scalar most = 0;
  for (const Scalar weight : weights.values()) most = std::max(most, std::abs(weight));
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Scalar weight = weights.values()[i];
    if (!(std::abs(weight) > kNothing * most)) continue;
    result.inputs.push_back(static_cast<std::uint32_t>(i));
    result.values.push_back(given[i]);
    result.weights.push_back(weight);
  }
  return result;
}

}  // namespace inkling
