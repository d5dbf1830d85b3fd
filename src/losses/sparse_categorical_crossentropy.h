#pragma once

#include "losses/categorical_crossentropy.h"

namespace inkling {

/// Cross-entropy against class indices, which are one-hot targets here: CategoricalCrossentropy without
/// smoothing. https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class
class SparseCategoricalCrossentropy final : public CategoricalCrossentropy {
 public:
  std::string_view type() const override { return "SparseCategoricalCrossentropy"; }

 protected:
  void describe_own(Fields& fields) override { fields.fixed("ignore_class", {}); }
};

}  // namespace inkling
