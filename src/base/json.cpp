#include "base/json.h"

#include <utility>
#include <vector>

#include "base/error.h"

namespace inkling {

namespace {

constexpr int kMaxDepth = 64;
constexpr int kMaxKeys = 20'000;

/// Builds what the parser reads.
class Builder : public nlohmann::json_sax<Json> {
 public:
  using Event = Json::parse_event_t;

  explicit Builder(const Json::parser_callback_t& check) : check_(check) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Event::object_start, Json::object()); }
  bool start_array(std::size_t) override { return open(Event::array_start, Json::array()); }
  bool end_object() override { return close(Event::object_end); }
  bool end_array() override { return close(Event::array_end); }

  bool key(string_t& name) override {
    Json json = name;
    name_ = std::move(name);
    return tell(Event::key, json);
  }

  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    if (const auto* wrong = dynamic_cast<const Json::parse_error*>(&error)) throw *wrong;
    throw dynamic_cast<const Json::out_of_range&>(error);
  }

  Json result;

 private:
  bool tell(Event event, Json& json) { return check_(static_cast<int>(open_.size()), event, json); }

  Json& add(Json&& value) {
    if (open_.empty()) return result = std::move(value);
    Json& around = *open_.back();
    if (around.is_object()) return around[name_] = std::move(value);
    around.push_back(std::move(value));
    return around.back();
  }

  bool put(Json value) { return tell(Event::value, add(std::move(value))); }

  bool open(Event event, Json value) {
    Json& json = add(std::move(value));
    tell(event, json);
    open_.push_back(&json);
    return true;
  }

  bool close(Event event) {
    Json& json = *open_.back();
    open_.pop_back();
    return tell(event, json);
  }

  const Json::parser_callback_t& check_;
  std::vector<Json*> open_;
  std::string name_;
};

}  // namespace

Json parse_checked(std::string_view text, const Json::parser_callback_t& check) {
  Builder builder(check);
  Json::sax_parse(text, &builder);
  return std::move(builder.result);
}

Json parse_json(std::string_view where, std::string_view text) {
  int keys = 0;
  const auto limit = [&](int depth, Json::parse_event_t event, Json&) {
    if (depth > kMaxDepth) fail(where, "JSON is nested too deeply");
    if (event == Json::parse_event_t::key && ++keys > kMaxKeys) fail(where, "JSON has more than 20,000 keys");
    return true;
  };
  try {
    return parse_checked(text, limit);
  } catch (const Json::parse_error& error) {
    fail(where, "not valid JSON at byte {}", error.byte);
  } catch (const Json::exception&) {
    fail(where, "JSON holds a number that is out of range");
  }
}

Json described(const std::exception& thrown) {
  Json json{{"error", thrown.what()}};
  if (const auto* error = dynamic_cast<const Error*>(&thrown)) {
    json["where"] = error->where();
    json["code"] = error->message().rule;
    json["values"] = error->message().values;
  }
  return json;
}

}  // namespace inkling
