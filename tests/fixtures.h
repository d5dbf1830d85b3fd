#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"

namespace inkling::tests {

/// A path below tests/fixtures.
inline std::string fixture_path(const std::string& name) {
  return INKLING_SOURCE_DIR "/tests/fixtures/" + name;
}

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  require(file.good(), "tests", "cannot read {}", path);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Json read_fixture(const std::string& name) {
  return parse_json(name, read_text(fixture_path(name)));
}

/// An object as Keras serialises it.
inline Json serialized(const std::string& class_name, const Json& config = Json::object()) {
  return {{"class_name", class_name}, {"config", config}};
}

/// A Sequential of these layers, as Keras serialises it.
inline Json sequential_of(const std::string& name, const Json& batch_shape, const std::vector<Json>& layers) {
  Json list = Json::array({serialized("InputLayer", {{"batch_shape", batch_shape}})});
  for (const Json& layer : layers) list.push_back(layer);
  return serialized("Sequential", {{"name", name}, {"layers", list}});
}

/// The model file that ships.
inline const std::string kShipped = INKLING_SOURCE_DIR "/src/presets/inkling.safetensors";
inline std::vector<std::byte> shipped_model() {
  const std::string text = read_text(kShipped);
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

/// A file of the optional test data, where INKLING_DATA is set.
inline std::optional<std::string> data_path(const std::string& name) {
  const char* folder = std::getenv("INKLING_DATA");
  if (!folder || !*folder) return std::nullopt;
  return std::string(folder) + "/" + name;
}

}  // namespace inkling::tests
