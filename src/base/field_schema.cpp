#include "base/field_schema.h"

#include <limits>

namespace inkling {

Json& FieldSchema::add(const char* name, const char* type) {
  list_.push_back({{"name", name}, {"type", type}});
  return list_.back();
}

void FieldSchema::integer(const char* name, int& value, int least) {
  Json& field = add(name, "integer");
  if (value >= least) field["default"] = value;
  field["least"] = least;
  field["most"] = std::numeric_limits<int>::max();
}

void FieldSchema::seed(const char* name, std::uint64_t& value) {
  Json& field = add(name, "integer");
  field["default"] = value;
  field["least"] = 0;
}

void FieldSchema::number(const char* name, double& value, double low, double high) {
  Json& field = add(name, "number");
  if (value >= low && value <= high) field["default"] = value;
  field["least"] = low;
  field["most"] = high;
}

void FieldSchema::flag(const char* name, bool& value) {
  add(name, "flag")["default"] = value;
}

void FieldSchema::choice(const char* name, std::string& value, const std::vector<std::string>& choices) {
  Json& field = add(name, "choice");
  field["default"] = value;
  field["choices"] = choices;
}

void FieldSchema::pair(const char* name, Pair& value, int least) {
  Json& field = add(name, "pair");
  if (value[0] >= least) field["default"] = value;
  field["least"] = least;
}

void FieldSchema::text(const char* name, std::string& value) {
  add(name, "text")["default"] = value;
}

void FieldSchema::suggest(double value) {
  const bool is_pair = list_.back()["type"] == "pair";
  about("suggested", is_pair ? Json{value, value} : Json(value));
}

void FieldSchema::json(const char* name, Json& value) {
  Json& field = add(name, "json");
  if (!value.is_null()) field["default"] = value;
}

}  // namespace inkling
