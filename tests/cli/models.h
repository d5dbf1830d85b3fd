#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "cli/files.h"
#include "fixtures.h"
#include "io/model_files.h"
#include "numbers.h"

/// Files of models from elsewhere, whole and damaged.
namespace inkling::tests {

inline Bytes to_bytes(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

/// Of tests/fixtures/models.
inline Bytes model_fixture(const std::string& name) {
  return to_bytes(read_text(fixture_path("containers/" + name)));
}

using Floats = std::vector<float>;

inline const NamedTensor& tensor_of(const ModelFile& file, const std::string& name) {
  const auto found = std::find_if(file.tensors.begin(), file.tensors.end(),
                                  [&](const NamedTensor& each) { return each.name == name; });
  REQUIRE_MESSAGE(found != file.tensors.end(), name);
  return *found;
}

inline const Floats& values_of(const ModelFile& file, const std::string& name) {
  return tensor_of(file, name).values;
}

inline void check_same_tensors(const ModelFile& file, const ModelFile& other) {
  CHECK(file.tensors.size() == other.tensors.size());
  for (const NamedTensor& each : other.tensors) {
    CHECK(tensor_of(file, each.name).shape == each.shape);
    const Floats &values = values_of(file, each.name), &expected = each.values;
    CHECK(std::memcmp(values.data(), expected.data(), expected.size() * sizeof(float)) == 0);
  }
}

/// Without what a reader did not know, which is not written.
inline Json without_nulls(Json json) {
  if (json.is_object() && json.contains("attribute"))
    for (auto each = json["attribute"].begin(); each != json["attribute"].end();)
      each = each->is_null() ? json["attribute"].erase(each) : std::next(each);
  if (json.is_structured())
    for (Json& each : json) each = without_nulls(each);
  return json;
}

template <typename Read>
void check_read_or_refused(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    CHECK_MESSAGE(std::string_view(error.what()).size() < 200, error.what());
  }
}

/// With `by` in each place of `what`, which is as long.
inline Bytes replaced(const Bytes& bytes, std::string_view what, std::string_view by) {
  REQUIRE(what.size() == by.size());
  std::string text(as_text(bytes));
  std::size_t places = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; ++places) text.replace(at, by.size(), by);
  REQUIRE(places > 0);
  return to_bytes(text);
}

/// With some bytes, and some words of eight, changed at random.
inline Bytes damaged(Bytes bytes, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t count) { return random() % count; };
  for (std::size_t left = 1 + below(4); left > 0; --left) {
    const std::size_t at = below(bytes.size()), word = at / 8 * 8;
    const std::uint64_t words[] = {0, ~std::uint64_t{0}, std::uint64_t{1} << 40, below(bytes.size())};
    if (below(2) == 0 || bytes.size() - word < 8)
      bytes[at] = static_cast<std::byte>(random());
    else
      std::memcpy(&bytes[word], &words[below(4)], 8);
  }
  return bytes;
}

}  // namespace inkling::tests
