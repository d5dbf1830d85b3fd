#include "data/file_names.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/labels.h"

namespace inkling {

namespace {

std::string in_lower_case(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lowered;
}

/// Calls `use` for the folders and the name of a path, the last first, until it returns true.
template <typename Use>
void from_the_end(std::string_view path, Use use) {
  const std::string text = in_lower_case(path);
  for (std::size_t end = text.size();;) {
    const std::size_t slash = end == 0 ? text.npos : text.rfind('/', end - 1);
    const std::size_t begin = slash == text.npos ? 0 : slash + 1;
    if (use(std::string_view(text).substr(begin, end - begin)) || begin == 0) return;
    end = begin - 1;
  }
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// "y_train.npy" as y, train, npy.
std::vector<std::string_view> words_in(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    while (at < name.size() && is_letter(name[at])) ++at;
    if (at > begin) words.push_back(name.substr(begin, at - begin));
    while (at < name.size() && !is_letter(name[at])) ++at;
  }
  return words;
}

constexpr std::pair<std::string_view, Role> kRoles[] = {
    {"y", Role::kLabels},       {"label", Role::kLabels},   {"labels", Role::kLabels},
    {"target", Role::kLabels},  {"targets", Role::kLabels}, {"class", Role::kLabels},
    {"classes", Role::kLabels}, {"x", Role::kImages},       {"image", Role::kImages},
    {"images", Role::kImages},  {"img", Role::kImages},     {"imgs", Role::kImages},
    {"pixels", Role::kImages},  {"data", Role::kImages},    {"id", Role::kIds},
    {"ids", Role::kIds},        {"index", Role::kIds},      {"indices", Role::kIds},
    {"writer", Role::kIds},     {"writers", Role::kIds},    {"user", Role::kIds},
    {"users", Role::kIds},      {"weight", Role::kIds},     {"weights", Role::kIds}};

}  // namespace

const char* part_name(Part part) {
  return part == Part::kTraining ? "training" : "test";
}

Part part_of(std::string_view path) {
  Part part = Part::kTraining;
  from_the_end(path, [&](std::string_view name) {
    std::size_t first = name.npos;
    for (const std::string_view word : {"train", "t10k", "test", "val"})
      for (std::size_t at = name.find(word); at != name.npos; at = name.find(word, at + 1))
        if ((at == 0 || !is_letter(name[at - 1])) && at < first) {
          first = at;
          part = word == "train" ? Part::kTraining : Part::kTest;
        }
    return first != name.npos;
  });
  return part;
}

Role role_of(std::string_view path) {
  Role role = Role::kUnknown;
  from_the_end(path, [&](std::string_view name) {
    for (const auto word : words_in(name))
      for (const auto& [known, meaning] : kRoles)
        if (word == known && role == Role::kUnknown) role = meaning;
    return role != Role::kUnknown;
  });
  return role;
}

bool is_emnist(std::string_view path) {
  return in_lower_case(path).find("emnist") != std::string::npos;
}

std::vector<std::string> emnist_labels(std::string_view path) {
  const std::string text = in_lower_case(path);
  if (!is_emnist(text)) return {};
  const auto says = [&](const char* word) { return text.find(word) != std::string::npos; };
  if (says("letters")) return emnist_classes(26);
  if (says("balanced") || says("bymerge")) return emnist_classes(47);
  return emnist_classes(says("byclass") ? 62 : 0);
}

}  // namespace inkling
