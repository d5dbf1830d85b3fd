#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace inkling {

/// Keeps the order in which keys were written, as Keras does.
using Json = nlohmann::ordered_json;

/// Parses `text`; what is wrong with it is told under `where`.
Json parse_json(std::string_view where, std::string_view text);

}  // namespace inkling
