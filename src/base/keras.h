#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/fields.h"

namespace inkling {

/// An object as Keras serialises it.
struct KerasObject {
  std::string class_name;
  Json config;
};

/// Reads {"class_name": ..., "config": {...}}, beside which Keras writes "module", "registered_name" and
/// "build_config"; `noun` begins its errors.
KerasObject read_class(std::string_view noun, const Json& description);

/// The same, or a text: the name of a class, or Keras's identifier for it, with default configuration.
KerasObject read_identifier(std::string_view noun, const Json& description);

/// What `make` makes of the name that read_identifier() finds, with its fields as they are configured.
template <typename Made>
std::unique_ptr<Made> read_object(std::string_view noun, const Json& description,
                                  std::unique_ptr<Made> (*make)(std::string_view)) {
  const auto [name, config] = read_identifier(noun, description);
  auto made = make(name);
  read_fields(name, *made, config);
  return made;
}

/// The key "dtype", which must say float32.
void describe_dtype(Fields& fields);

}  // namespace inkling
