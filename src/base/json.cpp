#include "base/json.h"

#include "base/error.h"

namespace inkling {

namespace {
constexpr int kMaxDepth = 64;
}

Json parse_json(std::string_view where, std::string_view text) {
  const auto limit_depth = [where](int depth, Json::parse_event_t, Json&) {
    if (depth > kMaxDepth) fail(where, "JSON is nested too deeply");
    return true;
  };
  try {
    return Json::parse(text, limit_depth);
  } catch (const Json::parse_error& error) {
    fail(where, "not valid JSON at byte " + std::to_string(error.byte));
  }
}

}  // namespace inkling
