#include "io/weights_order.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <utility>

namespace inkling {

namespace {

/// "conv10" after "conv9": letters and numbers in turn.
std::vector<std::pair<std::string, std::int64_t>> natural_order(const std::string& name) {
  std::vector<std::pair<std::string, std::int64_t>> parts(1);
  for (const char each : name) {
    if (std::isdigit(static_cast<unsigned char>(each))) {
      parts.back().second = std::min(parts.back().second * 10 + (each - '0'), std::int64_t{1'000'000'000});
    } else {
      if (parts.back().second > 0) parts.emplace_back();
      parts.back().first += each;
    }
  }
  return parts;
}

const Shape& shape_of(const LayerWeights& layer) {
  return layer.tensors.front()->shape;
}

int inputs_of(const LayerWeights& layer) {
  return shape_of(layer)[shape_of(layer).rank() - 2];
}

/// Each after one that gives as many channels as it reads; the first where none does.
std::vector<LayerWeights> chained(std::vector<LayerWeights> layers, int channels) {
  std::vector<LayerWeights> ordered;
  while (!layers.empty()) {
    auto next = std::find_if(layers.begin(), layers.end(),
                             [&](const LayerWeights& each) { return inputs_of(each) == channels; });
    // What follows the last convolution reads its pixels too: it is the one whose inputs no other gives.
    if (next == layers.end())
      next = std::find_if(layers.begin(), layers.end(), [&](const LayerWeights& each) {
        return std::none_of(layers.begin(), layers.end(), [&](const LayerWeights& other) {
          return shape_of(other)[-1] == inputs_of(each);
        });
      });
    if (next == layers.end()) next = layers.begin();
    channels = shape_of(*next)[-1];
    ordered.push_back(std::move(*next));
    layers.erase(next);
  }
  return ordered;
}

/// How likely a normalisation follows a layer of as many channels: by a number that both have, "bn2" and
/// "conv2", or by one that comes before, "0" and "1".
int likelihood(const LayerWeights& normalisation, const LayerWeights& layer) {
  const auto ours = natural_order(normalisation.layer), theirs = natural_order(layer.layer);
  if (ours.back().second == theirs.back().second && ours.back().first != theirs.back().first) return 2;
  const bool is_same_list = ours.size() == theirs.size() && ours.back().first == theirs.back().first;
  return is_same_list && ours.back().second == theirs.back().second + 1 ? 1 : 0;
}

void insert_normalisation(LayerWeights normalisation, std::vector<LayerWeights>& ordered) {
  auto best = ordered.end();
  for (auto at = ordered.begin(); at != ordered.end(); ++at) {
    const bool is_free = at + 1 == ordered.end() || shape_of(at[1]).rank() > 1;
    if (shape_of(*at).rank() < 2 || !is_free || shape_of(*at)[-1] != shape_of(normalisation)[0]) continue;
    if (best == ordered.end() || likelihood(normalisation, *at) > likelihood(normalisation, *best)) best = at;
  }
  ordered.insert(best == ordered.end() ? best : best + 1, std::move(normalisation));
}

}  // namespace

std::vector<LayerWeights> in_likely_order(std::vector<LayerWeights> layers) {
  std::stable_sort(layers.begin(), layers.end(), [](const LayerWeights& a, const LayerWeights& b) {
    return natural_order(a.layer) < natural_order(b.layer);
  });
  std::vector<LayerWeights> convolutions, products, ordered;
  for (const auto& layer : layers) {
    if (shape_of(layer).rank() == 4) convolutions.push_back(layer);
    if (shape_of(layer).rank() == 2) products.push_back(layer);
  }
  ordered = chained(std::move(convolutions), 1);
  for (auto& layer : chained(std::move(products), 0)) ordered.push_back(std::move(layer));
  for (auto& layer : layers)
    if (shape_of(layer).rank() != 4 && shape_of(layer).rank() != 2)
      insert_normalisation(std::move(layer), ordered);
  return ordered;
}

}  // namespace inkling
