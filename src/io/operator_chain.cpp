#include "io/operator_chain.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/error.h"

namespace inkling {

namespace {

constexpr double kEpsilon = 1e-3;

/// The padding of Keras's "same" along an axis: before and after.
Pair same_padding(int size, int window, int stride) {
  const int outputs = (size + stride - 1) / stride;
  const int all = std::max((outputs - 1) * stride + window - size, 0);
  return {all / 2, all - all / 2};
}

Json window(const Steps& steps, const char* size, const std::string& padding) {
  return {{size, {steps.size[0], steps.size[1]}},
          {"strides", {steps.strides[0], steps.strides[1]}},
          {"padding", padding}};
}

}  // namespace

/// Pads as Keras can, in a layer of its own where needed, and says what is left to do.
std::string OperatorChain::pad(const Steps& steps, bool is_max, bool is_average) {
  const Shape& shape = builder_.shape();
  if (shape.rank() != 3) fail("model", "an operator needs images, and gets {}", shape);
  Pair same[2];
  for (int axis = 0; axis < 2; ++axis)
    same[axis] = same_padding(shape[axis], steps.size[axis], steps.strides[axis]);
  auto pads = steps.pads;
  if (steps.padding == "same_lower")
    pads = {same[0][1], same[1][1], same[0][0], same[1][0]};
  else if (!steps.padding.empty())
    return steps.padding;
  if (steps.ceil)
    for (int axis = 0; axis < 2; ++axis) {
      const int left = (shape[axis] + pads[axis] + pads[axis + 2] - steps.size[axis]) % steps.strides[axis];
      if (left > 0) pads[axis + 2] += steps.strides[axis] - left;
    }
  if (pads == std::array<int, 4>{}) return "valid";
  const bool is_same =
      pads == std::array<int, 4>{same[0][0], same[1][0], same[0][1], same[1][1]} && !steps.counts_zeros;
  if (is_same) return "same";
  // Keras counts no zeros in an average of "same", and pads a maximum with what is below every number.
  if (is_average && !steps.counts_zeros)
    fail("model", "an average pooling with padding {} cannot be opened", Json(pads));
  if (is_max && !not_negative_) fail("model", "a max pooling with padding {} cannot be opened", Json(pads));
  zero_padding(pads);
  return "valid";
}

void OperatorChain::add_product(const std::string& class_name, Json config, std::vector<float> kernel,
                                std::vector<float> bias) {
  config["use_bias"] = !bias.empty();
  NetworkBuilder::Weights weights{std::move(kernel)};
  if (!bias.empty()) weights.push_back(std::move(bias));
  builder_.add(class_name, "", std::move(config), std::move(weights));
  not_negative_ = false;
}

void OperatorChain::convolution(std::vector<float> kernel, int filters, std::vector<float> bias,
                                const Steps& steps) {
  settle();
  Json config = window(steps, "kernel_size", pad(steps, false, false));
  config["filters"] = filters;
  add_product("Conv2D", std::move(config), std::move(kernel), std::move(bias));
}

void OperatorChain::depthwise_convolution(std::vector<float> kernel, int multiplier, std::vector<float> bias,
                                          const Steps& steps) {
  settle();
  Json config = window(steps, "kernel_size", pad(steps, false, false));
  config["depth_multiplier"] = multiplier;
  add_product("DepthwiseConv2D", std::move(config), std::move(kernel), std::move(bias));
}

void OperatorChain::dense(std::vector<float> kernel, int units, std::vector<float> bias) {
  settle();
  add_product("Dense", {{"units", units}}, std::move(kernel), std::move(bias));
}

void OperatorChain::pooling(const std::string& kind, const Steps& steps) {
  settle();
  builder_.add(kind + "Pooling2D", "",
               window(steps, "pool_size", pad(steps, kind == "Max", kind == "Average")));
}

void OperatorChain::global_pooling(const std::string& kind) {
  settle();
  builder_.add("Global" + kind + "Pooling2D", "", Json::object());
}

void OperatorChain::batch_normalization(NetworkBuilder::Weights weights, double epsilon) {
  settle();
  builder_.add("BatchNormalization", "", {{"epsilon", epsilon}}, std::move(weights));
  not_negative_ = false;
}

void OperatorChain::zero_padding(const std::array<int, 4>& pads) {
  settle();
  for (const int each : pads)
    if (each < 0) fail("model", "a padding of {} cannot be opened", each);
  if (pads != std::array<int, 4>{})
    builder_.add("ZeroPadding2D", "", {{"padding", {{pads[0], pads[2]}, {pads[1], pads[3]}}}});
}

void OperatorChain::dropout(double rate) {
  settle();
  if (rate > 0 && rate < 1) builder_.add("Dropout", "", {{"rate", rate}});
}

void OperatorChain::leaky_relu(double slope) {
  settle();
  builder_.add("LeakyReLU", "", {{"negative_slope", slope}});
  not_negative_ = false;
}

void OperatorChain::activation(const std::string& name) {
  settle();
  if (std::exchange(is_logarithm_, false) && name == "softmax") return;
  builder_.activate(name);
  not_negative_ = name == "relu" || name == "sigmoid" || name == "softmax";
}

void OperatorChain::log_softmax() {
  activation("softmax");
  is_logarithm_ = true;
}

void OperatorChain::exponential() {
  if (!std::exchange(is_logarithm_, false)) fail("model", "an exponential function cannot be opened");
}

void OperatorChain::affine(const std::vector<float>& scale, const std::vector<float>& shift) {
  const std::size_t channels = static_cast<std::size_t>(builder_.shape()[-1]);
  for (const auto* values : {&scale, &shift})
    if (values->size() != 1 && values->size() != channels)
      fail("model", "{} numbers cannot be added to or multiplied with {} channels", values->size(), channels);
  if (scale_.empty()) {
    scale_ = {1};
    shift_ = {0};
  }
  const std::size_t count = std::max({scale.size(), shift.size(), scale_.size(), shift_.size()});
  std::vector<float> new_scale(count), new_shift(count);
  const auto at = [](const std::vector<float>& values, std::size_t i) {
    return values.size() == 1 ? values[0] : values[i];
  };
  for (std::size_t i = 0; i < count; ++i) {
    new_scale[i] = at(scale_, i) * at(scale, i);
    new_shift[i] = at(shift_, i) * at(scale, i) + at(shift, i);
  }
  scale_ = std::move(new_scale);
  shift_ = std::move(new_shift);
}

/// Lets a layer do what affine() asked for.
void OperatorChain::settle() {
  if (scale_.empty()) return;
  const std::vector<float> scale = std::exchange(scale_, {}), shift = std::exchange(shift_, {});
  not_negative_ = false;
  if (builder_.scale_last(scale, shift)) return;
  if (scale.size() == 1) {
    builder_.add("Rescaling", "", {{"scale", scale[0]}, {"offset", shift[0]}});
    return;
  }
  const std::size_t channels = scale.size();
  builder_.add("BatchNormalization", "", {{"epsilon", kEpsilon}},
               {scale, shift, std::vector<float>(channels, 0.0F),
                std::vector<float>(channels, static_cast<float>(1 - kEpsilon))});
}

void OperatorChain::flatten() {
  settle();
  if (builder_.shape().rank() > 1) builder_.flatten();
}

std::vector<int> OperatorChain::sizes() const {
  const Shape& now = builder_.shape();
  if (now.rank() == 3 && builder_.channels_first()) return {now[2], now[0], now[1]};
  return now.sizes();
}

void OperatorChain::reshape(std::vector<int> to) {
  settle();
  const std::vector<int> from = sizes();
  const auto elements = static_cast<std::int64_t>(builder_.shape().elements());
  std::int64_t known = 1;
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to[i] == 0 && i < from.size()) to[i] = from[i];
    if (to[i] > 0) known = std::min(known * to[i], elements + 1);
  }
  for (int& size : to)
    if (size < 0) size = static_cast<int>(elements / known);
  if (to == from) return;
  if (to.size() <= 1) return flatten();
  const bool is_row = std::count(to.begin(), to.end(), 1) + 1 >= static_cast<std::ptrdiff_t>(to.size());
  if (from.size() == 1 && is_row && known <= elements) return;
  if (to.size() == 3) {
    const bool is_one_channel = from.size() < 3 || builder_.shape()[2] == 1;
    // One channel may be named first or last: the numbers are the same.
    if (is_one_channel && to[0] == 1) {
      builder_.set_channels_first(true);
      to = {to[1], to[2], 1};
    } else if (is_one_channel && to[2] == 1) {
      builder_.set_channels_first(false);
    } else if (builder_.channels_first()) {
      fail("model", "a reshape to {} cannot be turned to channels last", Json(to));
    }
  }
  if (to != builder_.shape().sizes()) builder_.add("Reshape", "", {{"target_shape", to}});
}

void OperatorChain::expand(int axis) {
  std::vector<int> expanded = sizes();
  const auto rank = static_cast<int>(expanded.size()) + 1;
  if (axis < 0) axis += rank + 1;
  if (axis < 1 || axis > rank) fail("model", "an axis cannot be added at {} of {}", axis, rank);
  expanded.insert(expanded.begin() + axis - 1, 1);
  reshape(std::move(expanded));
}

void OperatorChain::transpose(const std::vector<int>& axes) {
  settle();
  if (axes == std::vector<int>{0, 1, 2, 3} || axes == std::vector<int>{0, 1}) return;
  if (axes == std::vector<int>{0, 2, 3, 1} && builder_.channels_first())
    return builder_.set_channels_first(false);
  if (axes == std::vector<int>{0, 3, 1, 2} && !builder_.channels_first())
    return builder_.set_channels_first(true);
  // Height and width change places.
  if (axes == std::vector<int>{0, 2, 1, 3} && !builder_.channels_first())
    return builder_.add("Permute", "", {{"dims", {2, 1, 3}}});
  if (axes == std::vector<int>{0, 1, 3, 2} && builder_.channels_first())
    return builder_.add("Permute", "", {{"dims", {2, 1, 3}}});
  if (axes == std::vector<int>{0, 2, 1}) return builder_.add("Permute", "", {{"dims", {2, 1}}});
  fail("model", "a transposition of the axes {} cannot be opened", Json(axes));
}

NetworkBuilder OperatorChain::finish() {
  settle();
  return std::move(builder_);
}

}  // namespace inkling
