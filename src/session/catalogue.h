#pragma once

#include "base/json.h"

namespace inkling {

/// Everything that a training can be put together from, with its options: {"plan": fields, "training":
/// fields, "layers", "optimizers", "schedules", "losses", "metrics", "callbacks": [{"class_name", "fields"}],
/// "augmentation": fields, "initializers": names}; `fields` as in base/field_schema.h.
Json catalogue();

/// A Keras Sequential configuration layer by layer: {"layers": [{"class_name", "output_shape", "parameters",
/// "multiply_adds", "error"}], "parameters", "multiply_adds", "error"}. The first layer that does not work
/// has "error" in place of the figures, and those after it have neither.
Json outline(const Json& model);

}  // namespace inkling
