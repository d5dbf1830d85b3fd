#pragma once

#include <exception>
#include <nlohmann/json.hpp>
#include <string_view>

namespace inkling {

/// Keeps the order in which keys were written, as Keras does.
using Json = nlohmann::ordered_json;

/// As Json::parse, which would compile the parser twice: with `check` and without.
Json parse_checked(std::string_view text, const Json::parser_callback_t& check);

/// Parses `text`; `where` begins its errors.
Json parse_json(std::string_view where, std::string_view text);

/// What somebody threw, for programs: {"error": what()}, of an Error also its "where", "code" (the rule) and
/// "values".
Json described(const std::exception& thrown);

}  // namespace inkling
