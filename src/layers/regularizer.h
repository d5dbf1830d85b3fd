#pragma once

#include <string_view>

#include "base/json.h"

namespace inkling {

/// Keras's L2, by which the loss grows by l2 * sum(w^2): from null (0), "l2" (0.01) or {"class_name": "L2",
/// "config": {"l2": 0.001}}. `noun` begins errors. https://keras.io/api/layers/regularizers/#l2-class
double read_l2(std::string_view noun, const Json& description);

}  // namespace inkling
