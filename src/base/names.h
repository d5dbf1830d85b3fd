#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace inkling {

/// "unknown name 'Con2D', did you mean 'Conv2D'?", or the whole list where nothing is near.
Message unknown_name(std::string_view name, const std::vector<std::string>& known);

/// "RMSprop" -> "rmsprop".
std::string lower_case(std::string_view text);

/// "MaxPooling2D" -> "max_pooling2d", as Keras names layers and files.
std::string snake_case(std::string_view type);

}  // namespace inkling
