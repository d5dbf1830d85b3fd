#include "base/fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/names.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr const char* kMissing = "{} is missing";

}  // namespace

FieldReader::FieldReader(std::string_view where, const Json& object) : where_(where), object_(object) {
  if (!object.is_object()) fail(where_, "configuration must be an object, got {}", object);
}

const Json* FieldReader::find(const char* name) {
  known_.emplace_back(name);
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

int FieldReader::whole(const char* name, const Json& value) const {
  const bool fits = value.is_number() && value.get<double>() >= std::numeric_limits<int>::min() &&
                    value.get<double>() <= std::numeric_limits<int>::max();
  if (!fits || value.get<double>() != value.get<int>())
    fail(where_, "{} must be a whole number, got {}", name, value);
  return value.get<int>();
}

void FieldReader::at_least(const char* name, int value, int least) const {
  if (value >= least) return;
  if (least == 1) fail(where_, "{} must be positive, got {}", name, value);
  fail(where_, "{} must be at least {}, got {}", name, least, value);
}

void FieldReader::integer(const char* name, int& value, int least) {
  const Json* found = find(name);
  if (!found && value < least) fail(where_, kMissing, name);
  if (!found) return;
  value = whole(name, *found);
  at_least(name, value, least);
}

void FieldReader::seed(const char* name, std::uint64_t& value) {
  const Json* found = find(name);
  if (!found) return;
  // As a floating-point number it may already be another one than was meant.
  constexpr double kExact = 9007199254740992;  // 2^53
  const bool is_whole = found->is_number_float() && found->get<double>() == std::floor(found->get<double>());
  const bool is_exact = is_whole && found->get<double>() >= 0 && found->get<double>() < kExact;
  if (!found->is_number_unsigned() && !is_exact)
    fail(where_, "{} must be a whole number from 0, got {}", name, *found);
  value = is_exact ? static_cast<std::uint64_t>(found->get<double>()) : found->get<std::uint64_t>();
}

void FieldReader::number(const char* name, double& value, double low, double high) {
  const Json* found = find(name);
  if (!found && std::isnan(value)) fail(where_, kMissing, name);
  if (!found) return;
  if (!found->is_number()) fail(where_, "{} must be a number, got {}", name, *found);
  value = found->get<double>();
  if (!(value >= low && value <= high))
    fail(where_, "{} must be from {} to {}, got {}", name, Json(low), Json(high), *found);
}

void FieldReader::flag(const char* name, bool& value) {
  const Json* found = find(name);
  if (!found) return;
  if (!found->is_boolean()) fail(where_, "{} must be true or false, got {}", name, *found);
  value = found->get<bool>();
}

void FieldReader::choice(const char* name, std::string& value, const std::vector<std::string>& choices) {
  text(name, value);
  if (std::find(choices.begin(), choices.end(), value) == choices.end())
    fail(where_, "{}: {}", name, unknown_name(value, choices));
}

void FieldReader::pair(const char* name, Pair& value, int least) {
  const Json* found = find(name);
  if (!found && value[0] < least) fail(where_, kMissing, name);
  if (!found) return;
  if (found->is_array() && found->size() == 2)
    value = {whole(name, (*found)[0]), whole(name, (*found)[1])};
  else
    value[0] = value[1] = whole(name, *found);
  for (const int side : value) at_least(name, side, least);
}

void FieldReader::text(const char* name, std::string& value) {
  const Json* found = find(name);
  if (!found) return;
  if (!found->is_string()) fail(where_, "{} must be a text, got {}", name, *found);
  value = found->get<std::string>();
}

void FieldReader::json(const char* name, Json& value) {
  if (const Json* found = find(name)) value = *found;
}

void FieldReader::fixed(const char* name, const std::vector<Json>& values) {
  const Json* found = find(name);
  if (found && std::find(values.begin(), values.end(), *found) == values.end())
    fail(where_, "{} must be {}, got {}", name, values.empty() ? Json() : values.front(), *found);
}

void FieldReader::finish() const {
  for (const auto& item : object_.items())
    if (std::find(known_.begin(), known_.end(), item.key()) == known_.end())
      fail(where_, unknown_name(item.key(), known_));
}

void FieldWriter::integer(const char* name, int& value, int) {
  object_[name] = value;
}
void FieldWriter::seed(const char* name, std::uint64_t& value) {
  object_[name] = value;
}
void FieldWriter::number(const char* name, double& value, double, double) {
  object_[name] = value;
}
void FieldWriter::flag(const char* name, bool& value) {
  object_[name] = value;
}
void FieldWriter::choice(const char* name, std::string& value, const std::vector<std::string>&) {
  object_[name] = value;
}
void FieldWriter::pair(const char* name, Pair& value, int) {
  object_[name] = value;
}
void FieldWriter::text(const char* name, std::string& value) {
  object_[name] = value;
}
void FieldWriter::json(const char* name, Json& value) {
  if (!value.is_null()) object_[name] = value;
}

}  // namespace inkling
