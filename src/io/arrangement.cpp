#include "io/arrangement.h"

#include <algorithm>
#include <array>

#include "io/format.h"

namespace inkling {

namespace {

constexpr int kMostTries = 200'000;
/// Of the padding of some convolutions only, and of steps beside pools.
constexpr int kMixed = 2;

/// The two numbers of a setting, which may be one for both.
Pair both(const KerasLayer& layer, const char* key, const Pair& otherwise) {
  const auto found = layer.config.find(key);
  if (found == layer.config.end()) return otherwise;
  return found->is_array() ? Pair{(*found)[0], (*found)[1]} : Pair{*found, *found};
}

/// An image on its way through the layers.
struct Passing {
  Pair size{kImageSide, kImageSide};
  std::int64_t channels = 1;
  int padded = 0, unpadded = 0, steps = 0, pools = 0;

  std::int64_t features() const { return size[0] * size[1] * channels; }
  int cost() const {
    return (padded > 0 && unpadded > 0 ? kMixed : 0) + (steps > 0 && pools > 0 ? kMixed * steps : 0);
  }
  /// False where the window does not fit.
  bool pass(const KerasLayer& layer) {
    const std::string& kind = layer.class_name;
    if (kind.starts_with("Global")) size = {1, 1};
    if (kind == "ZeroPadding2D")
      for (int& each : size) each += 2 * layer.config["padding"].get<int>();
    const bool is_pool = kind == "MaxPooling2D" || kind == "AveragePooling2D",
               is_convolution = kind.ends_with("Conv2D");
    if (!is_pool && !is_convolution) return true;
    const Pair window = both(layer, is_pool ? "pool_size" : "kernel_size", {2, 2}),
               strides = both(layer, "strides", is_pool ? window : Pair{1, 1});
    const bool is_same = layer.config.value("padding", std::string("valid")) == "same";
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const int room = is_same ? size[axis] - 1 : size[axis] - window[axis];
      if (room < 0) return false;
      size[axis] = room / strides[axis] + 1;
    }
    pools += is_pool ? 1 : 0;
    if (!is_convolution) return true;
    (is_same ? padded : unpadded) += 1;
    steps += strides[0] > 1 ? 1 : 0;
    if (kind == "Conv2D") channels = layer.config["filters"];
    if (kind == "DepthwiseConv2D") channels *= layer.config["depth_multiplier"].get<int>();
    return true;
  }
};

class Search {
 public:
  Search(const std::vector<std::vector<Alternative>>& layers, std::int64_t features)
      : layers_(layers), features_(features), chosen_(layers.size(), 0) {}

  void from(std::size_t at, const Passing& image, int cost) {
    if (tries_ >= kMostTries) return;
    if (at == layers_.size() || is_dense(at)) {
      ++tries_;
      if (features_ == 0 || image.features() == features_) found.push_back({cost + image.cost(), chosen_});
      return;
    }
    for (std::size_t i = 0; i < layers_[at].size(); ++i) {
      const Alternative& each = layers_[at][i];
      Passing next = image;
      if (each.layer && !next.pass(*each.layer)) continue;
      chosen_[at] = i;
      from(at + 1, next, cost + each.cost);
    }
    chosen_[at] = 0;
  }

  std::vector<std::pair<int, std::vector<std::size_t>>> found;

 private:
  bool is_dense(std::size_t at) const {
    return layers_[at][0].layer && layers_[at][0].layer->class_name == "Dense";
  }

  const std::vector<std::vector<Alternative>>& layers_;
  const std::int64_t features_;
  std::vector<std::size_t> chosen_;
  int tries_ = 0;
};

}  // namespace

std::vector<Arrangement> arrange(const std::vector<std::vector<Alternative>>& layers, std::int64_t features,
                                 std::size_t most) {
  Search search(layers, features);
  search.from(0, {}, 0);
  std::stable_sort(search.found.begin(), search.found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  search.found.resize(std::min(search.found.size(), most));
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
