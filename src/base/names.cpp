#include "base/names.h"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "base/text.h"

namespace inkling {

namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}
bool is_upper(char c) {
  return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_lower(char c) {
  return std::islower(static_cast<unsigned char>(c)) != 0;
}

/// Levenshtein's distance, case ignored.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

}  // namespace

Message unknown_name(std::string_view name, const std::vector<std::string>& known) {
  const std::string shown = shortened(name);
  std::string_view nearest;
  std::size_t least = shown.size() / 3 + 2;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(shown, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  if (!nearest.empty()) return compose("unknown name '{}', did you mean '{}'?", shown, nearest);
  return compose("unknown name '{}'; known are {}", shown, known);
}

std::string lower_case(std::string_view text) {
  std::string name;
  for (const char letter : text) name += lower(letter);
  return name;
}

std::string snake_case(std::string_view type) {
  std::string name;
  for (std::size_t i = 0; i < type.size(); ++i) {
    const bool starts_word = i > 0 && is_upper(type[i]) &&
                             (is_lower(type[i - 1]) || (i + 1 < type.size() && is_lower(type[i + 1])));
    if (starts_word) name += '_';
    name += lower(type[i]);
  }
  return name;
}

}  // namespace inkling
