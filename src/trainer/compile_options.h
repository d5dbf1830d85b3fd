#pragma once

#include <vector>

#include "base/fields.h"

namespace inkling {

/// What compile() takes in Keras: each an identifier or {"class_name": ..., "config": {...}}. The defaults
/// are ours: Keras has RMSprop, and no loss or metric.
struct CompileOptions {
  Json optimizer = "adam";
  Json loss = "sparse_categorical_crossentropy";
  std::vector<Json> metrics{"accuracy"};

  void describe(Fields& fields);
};

}  // namespace inkling
