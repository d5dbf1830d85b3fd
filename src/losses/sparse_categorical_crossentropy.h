#pragma once

#include "losses/categorical_crossentropy.h"

namespace inkling {

/// Cross-entropy against class indices: CategoricalCrossentropy without smoothing.
/// https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class
class SparseCategoricalCrossentropy final : public CategoricalCrossentropy {
 public:
  std::string_view type() const override { return "SparseCategoricalCrossentropy"; }
  void describe(Fields&) override {}
};

}  // namespace inkling
