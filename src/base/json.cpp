#include "base/json.h"

#include "base/error.h"

namespace inkling {

namespace {

constexpr int kMaxDepth = 64;
constexpr int kMaxKeys = 20'000;

}  // namespace

Json parse_json(std::string_view where, std::string_view text) {
  int keys = 0;
  const auto limit = [&](int depth, Json::parse_event_t event, Json&) {
    if (depth > kMaxDepth) fail(where, "JSON is nested too deeply");
    if (event == Json::parse_event_t::key && ++keys > kMaxKeys) fail(where, "JSON has more than 20,000 keys");
    return true;
  };
  try {
    return Json::parse(text, limit);
  } catch (const Json::parse_error& error) {
    fail(where, "not valid JSON at byte " + std::to_string(error.byte));
  } catch (const Json::exception&) {
    fail(where, "JSON holds a number that is out of range");
  }
}

}  // namespace inkling
