#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "io/keras_config.h"

namespace inkling {

/// What a layer may be as far as its weights tell; none where there may be no layer. The more it costs, the
/// less likely it is.
struct Alternative {
  std::optional<KerasLayer> layer;
  int cost = 0;
};

/// A chain of layers of which each is one of its alternatives.
struct Arrangement {
  std::vector<KerasLayer> layers;
  int cost = 0;
};

/// The ways to choose for which an image of our size arrives at the first Dense layer as `features` numbers,
/// the likeliest first: networks mostly pad all convolutions or none, and either pool or take larger steps.
std::vector<Arrangement> arrange(const std::vector<std::vector<Alternative>>& layers, std::int64_t features,
                                 std::size_t most);

}  // namespace inkling
