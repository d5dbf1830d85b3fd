#include "io/arrangement.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "io/format.h"

namespace inkling {

namespace {

constexpr int kMostSteps = 2'000'000;
constexpr std::size_t kMostFound = 20'000;
/// Of the padding of some convolutions only, and of steps beside pools.
constexpr int kMixed = 2;
/// What all arrangements may have together.
constexpr std::size_t kLayersInAll = 20'000;

/// The two numbers of a setting, which may be one for both.
Pair both(const KerasLayer& layer, const char* key, const Pair& otherwise) {
  const auto found = layer.config.find(key);
  if (found == layer.config.end()) return otherwise;
  return found->is_array() ? Pair{(*found)[0], (*found)[1]} : Pair{*found, *found};
}

/// What a layer does to the shape of an image.
struct Effect {
  bool is_pool = false, is_convolution = false, is_global = false, is_same = false;
  Pair window{1, 1}, strides{1, 1};
  int padding = 0, filters = 0, multiplier = 1, cost = 0;

  explicit Effect(const Alternative& alternative) : cost(alternative.cost) {
    if (!alternative.layer) return;
    const KerasLayer& layer = *alternative.layer;
    const std::string& kind = layer.class_name;
    is_global = kind.starts_with("Global");
    is_pool = kind == "MaxPooling2D" || kind == "AveragePooling2D";
    is_convolution = kind.ends_with("Conv2D");
    if (kind == "ZeroPadding2D") padding = layer.config["padding"];
    if (kind == "Conv2D") filters = layer.config["filters"];
    if (kind == "DepthwiseConv2D") multiplier = layer.config["depth_multiplier"];
    if (!is_pool && !is_convolution) return;
    window = both(layer, is_pool ? "pool_size" : "kernel_size", {2, 2});
    strides = both(layer, "strides", is_pool ? window : Pair{1, 1});
    is_same = layer.config.value("padding", std::string("valid")) == "same";
  }
};

/// An image on its way through the layers.
struct Passing {
  Pair size{kImageSide, kImageSide};
  std::int64_t channels = 1;
  int padded = 0, unpadded = 0, steps = 0, pools = 0, cost = 0;

  std::int64_t features() const { return size[0] * size[1] * channels; }
  int whole_cost() const {
    return cost + (padded > 0 && unpadded > 0 ? kMixed : 0) + (pools > 0 ? kMixed * steps : 0);
  }
  /// False where the window does not fit.
  bool pass(const Effect& effect) {
    cost += effect.cost;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const int padded_size = size[axis] + 2 * effect.padding,
                room = effect.is_same ? padded_size - 1 : padded_size - effect.window[axis];
      if (room < 0) return false;
      size[axis] = effect.is_global ? 1 : room / effect.strides[axis] + 1;
    }
    pools += effect.is_pool ? 1 : 0;
    if (effect.is_convolution) (effect.is_same ? padded : unpadded) += 1;
    steps += effect.is_convolution && effect.strides[0] > 1 ? 1 : 0;
    channels = effect.filters > 0 ? effect.filters : channels * effect.multiplier;
    return channels < INT32_MAX;
  }
};

class Search {
 public:
  Search(const std::vector<std::vector<Alternative>>& layers, std::int64_t features)
      : features_(features), chosen_(layers.size(), 0) {
    for (const auto& alternatives : layers) {
      // What follows the first Dense layer changes no image.
      if (alternatives[0].layer && alternatives[0].layer->class_name == "Dense") break;
      effects_.emplace_back(alternatives.begin(), alternatives.end());
    }
  }

  void from(std::size_t at, const Passing& image) {
    if (at == effects_.size()) {
      if ((features_ == 0 || image.features() == features_) && found.size() < kMostFound)
        found.emplace_back(image.whole_cost(), chosen_);
      return;
    }
    for (std::size_t i = 0; i < effects_[at].size() && steps_ < kMostSteps; ++i, ++steps_) {
      Passing next = image;
      if (!next.pass(effects_[at][i])) continue;
      chosen_[at] = i;
      from(at + 1, next);
    }
    chosen_[at] = 0;
  }

  std::vector<std::pair<int, std::vector<std::size_t>>> found;

 private:
  std::vector<std::vector<Effect>> effects_;
  const std::int64_t features_;
  std::vector<std::size_t> chosen_;
  int steps_ = 0;
};

}  // namespace

std::vector<Arrangement> arrange(const std::vector<std::vector<Alternative>>& layers, std::int64_t features,
                                 std::size_t most) {
  Search search(layers, features);
  search.from(0, {});
  std::stable_sort(search.found.begin(), search.found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  search.found.resize(std::min({search.found.size(), most, kLayersInAll / (layers.size() + 1)}));
  std::vector<Arrangement> all;
  for (const auto& [cost, chosen] : search.found) {
    Arrangement each{.layers = {}, .cost = cost};
    for (std::size_t i = 0; i < layers.size(); ++i)
      if (const auto& layer = layers[i][chosen[i]].layer) each.layers.push_back(*layer);
    all.push_back(std::move(each));
  }
  return all;
}

}  // namespace inkling
