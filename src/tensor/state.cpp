#include "tensor/state.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr const char* kWhere = "state";

}  // namespace

const Json& State::found(const std::string& name) const {
  const auto value = checkpoint_.values.find(name);
  if (value == checkpoint_.values.end()) fail(kWhere, "{} is missing", name);
  return *value;
}

template <typename Integer>
void State::whole(std::string_view name, Integer& value) {
  const std::string path = prefix_ + std::string(name);
  if (!restores_) {
    checkpoint_.values[path] = value;
    return;
  }
  const Json& number = found(path);
  if (!number.is_number_integer() || number.get<double>() < 0 || number.get<double>() > 1e15 ||
      !std::in_range<Integer>(number.get<std::int64_t>()))
    fail(kWhere, "{} must be a whole number from 0, got {}", path, number);
  value = number.get<Integer>();
}

void State::integer(std::string_view name, int& value) {
  whole(name, value);
}
void State::integer(std::string_view name, std::int64_t& value) {
  whole(name, value);
}
void State::integer(std::string_view name, std::size_t& value) {
  whole(name, value);
}

void State::number(std::string_view name, double& value) {
  Json bits = std::bit_cast<std::uint64_t>(value);
  json(name, bits);
  if (!bits.is_number_unsigned()) fail(kWhere, "{} must be a number", prefix_ + std::string(name));
  value = std::bit_cast<double>(bits.get<std::uint64_t>());
}

void State::flag(std::string_view name, bool& value) {
  Json flag = value;
  json(name, flag);
  if (!flag.is_boolean()) fail(kWhere, "{} must be true or false", prefix_ + std::string(name));
  value = flag;
}

void State::text(std::string_view name, std::string& value) {
  Json text = value;
  json(name, text);
  if (!text.is_string()) fail(kWhere, "{} must be a text", prefix_ + std::string(name));
  value = text;
}

void State::json(std::string_view name, Json& value) {
  const std::string path = prefix_ + std::string(name);
  if (restores_)
    value = found(path);
  else
    checkpoint_.values[path] = value;
}

void State::array(std::string_view name, std::vector<Scalar>& values, std::optional<std::size_t> length) {
  const std::string path = prefix_ + std::string(name);
  if (!restores_) {
    if (!values.empty()) checkpoint_.arrays.emplace_back(path, values);
    return;
  }
  const auto is_it = [&](const auto& array) { return array.first == path; };
  const auto array = std::find_if(checkpoint_.arrays.begin(), checkpoint_.arrays.end(), is_it);
  values = array == checkpoint_.arrays.end() ? std::vector<Scalar>() : std::move(array->second);
  if (length && values.size() != *length)
    fail(kWhere, "{} must have {} numbers, got {}", path, *length, values.size());
}

}  // namespace inkling
