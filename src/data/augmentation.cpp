#include "data/augmentation.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/names.h"

namespace inkling {

namespace {

constexpr const char* kWhere = "Augmentation";

struct Field {
  const char* name;
  double Augmentation::*value;
  double largest;
};

constexpr Field kFields[] = {
    {"rotation_degrees", &Augmentation::rotation_degrees, 180},
    {"scale", &Augmentation::scale, 0.9},
    {"aspect", &Augmentation::aspect, 0.9},
    {"shear", &Augmentation::shear, 2},
    {"shift", &Augmentation::shift, 100},
    {"elastic", &Augmentation::elastic, 10},
    {"thickness", &Augmentation::thickness, 2},
    {"gain", &Augmentation::gain, 1},
    {"gamma", &Augmentation::gamma, 2},
};

const Field& field_named(const std::string& name) {
  const auto* found = std::find_if(std::begin(kFields), std::end(kFields),
                                   [&name](const Field& field) { return field.name == name; });
  if (found != std::end(kFields)) return *found;
  std::vector<std::string> known;
  for (const auto& field : kFields) known.push_back(field.name);
  fail(kWhere, unknown_name(name, known));
}

}  // namespace

bool Augmentation::any() const {
  return *this != Augmentation{};
}

void Augmentation::validate() const {
  for (const auto& field : kFields) {
    const double value = this->*field.value;
    if (!(value >= 0 && value <= field.largest))
      fail(kWhere, std::string(field.name) + " must be 0 to " + Json(field.largest).dump() + ", got " +
                       Json(value).dump());
  }
}

Augmentation Augmentation::from_json(const Json& json) {
  require(json.is_object(), kWhere, "must be an object of names and numbers");
  Augmentation augmentation;
  for (const auto& [name, value] : json.items()) {
    const Field& field = field_named(name);
    if (!value.is_number()) fail(kWhere, name + " must be a number");
    augmentation.*field.value = value.get<double>();
  }
  augmentation.validate();
  return augmentation;
}

Json Augmentation::to_json() const {
  Json json = Json::object();
  for (const auto& field : kFields) json[field.name] = this->*field.value;
  return json;
}

}  // namespace inkling
