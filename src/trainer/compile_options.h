#pragma once

#include <vector>

#include "base/fields.h"

namespace inkling {

/// What compile() takes in Keras: each an identifier or {"class_name": ..., "config": {...}}.
struct CompileOptions {
  Json optimizer = "adam";
  Json loss = "sparse_categorical_crossentropy";
  std::vector<Json> metrics{"accuracy"};

  void describe(Fields& fields);
};

}  // namespace inkling
