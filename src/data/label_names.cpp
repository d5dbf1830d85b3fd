#include "data/label_names.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/labels.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr double kLargestLabel = kNoClass - 1;

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Runs of digits count as the numbers that they are: "digit 9" comes before "digit 10".
bool in_order(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!is_digit(a[i]) || !is_digit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i, ++j;
      continue;
    }
    const auto run = [](const std::string& text, std::size_t& at) {
      std::size_t end = at;
      while (end < text.size() && is_digit(text[end])) ++end;
      const std::size_t first = std::min(text.find_first_not_of('0', at), end);
      at = end;
      return text.substr(first, end - first);
    };
    const std::string left = run(a, i), right = run(b, j);
    if (left != right) return left.size() != right.size() ? left.size() < right.size() : left < right;
  }
  return a.size() - i != b.size() - j ? a.size() - i < b.size() - j : a < b;
}

/// "7" and "42", but not "07".
bool is_number(const std::string& text, std::uint8_t& number) {
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && rest == text.data() + text.size() && number <= kLargestLabel &&
         text == std::to_string(number);
}

bool is_column(const Array& array) {
  return array.rank() == 1 || (array.rank() == 2 && array.shape[1] == 1);
}

NamedLabels name_texts(const std::vector<LabelColumn>& columns) {
  const auto before = [](const std::string& a, const std::string& b) { return in_order(a, b); };
  std::set<std::string, decltype(before)> found(before);
  for (const auto& column : columns) found.insert(column.texts.begin(), column.texts.end());
  if (found.size() > kMaxClasses)
    fail("data", "{} has {} different labels; at most 255 classes can be learned", columns.front().name,
         found.size());
  NamedLabels named{{found.begin(), found.end()}, {}};
  for (const auto& column : columns) {
    auto& labels = named.labels.emplace_back();
    for (const auto& text : column.texts)
      labels.push_back(static_cast<std::uint8_t>(std::distance(found.begin(), found.find(text))));
  }
  return named;
}

}  // namespace

bool is_one_hot(const Array& array) {
  if (array.rank() != 2 || array.shape[1] < 2 || array.shape[1] > kMaxClasses ||
      array.element == Element::kText)
    return false;
  const std::size_t classes = array.shape[1];
  std::size_t ones = 0, others = 0, at = 0;
  for (std::size_t row = 0; row < array.shape[0]; ++row) {
    array.each(row * classes, (row + 1) * classes, [&](double value) {
      ones += value == 1;
      others += value != 1 && value != 0;
      ++at;
    });
    if (others || ones != row + 1) return false;
  }
  return true;
}

bool has_label_shape(const Array& array) {
  return is_column(array) || is_one_hot(array);
}

LabelColumn text_labels(std::string name, std::vector<std::string> texts) {
  LabelColumn column{std::move(name), {}, std::move(texts)};
  if (std::find(column.texts.begin(), column.texts.end(), "") != column.texts.end())
    fail("data", "{} has an empty label", column.name);
  for (const auto& text : column.texts) {
    std::uint8_t number = 0;
    if (!is_number(text, number)) {
      column.numbers.clear();
      return column;
    }
    column.numbers.push_back(number);
  }
  column.texts.clear();
  return column;
}

LabelColumn read_labels(const Array& array) {
  if (array.element == Element::kText && is_column(array)) return text_labels(array.name, array.texts);
  LabelColumn column{array.name, {}, {}};
  if (is_column(array)) {
    array.each(0, array.size(), [&](double value) {
      if (!(value >= 0 && value <= kLargestLabel && value == std::floor(value)))
        fail("data", "{}: a label must be a whole number from 0 to 254, got {} for image {}", array.name,
             number_text(value, 6), column.numbers.size() + 1);
      column.numbers.push_back(static_cast<std::uint8_t>(value));
    });
    return column;
  }
  if (!is_one_hot(array))
    fail("data", "{} ({}) holds no labels: one number or text for each image is wanted, or one-hot lines",
         array.name, array.shape_text());
  const std::size_t classes = array.shape[1];
  std::size_t i = 0;
  array.each(0, array.size(), [&](double value) {
    if (value == 1) column.numbers.push_back(static_cast<std::uint8_t>(i % classes));
    ++i;
  });
  return column;
}

NamedLabels name_labels(const std::vector<LabelColumn>& columns, const std::vector<std::string>& known) {
  const auto has_texts = [](const LabelColumn& column) { return !column.texts.empty(); };
  if (std::any_of(columns.begin(), columns.end(), has_texts)) {
    std::vector<LabelColumn> all = columns;
    for (auto& column : all)
      if (!has_texts(column))
        for (const auto number : column.numbers) column.texts.push_back(std::to_string(number));
    return name_texts(all);
  }
  std::uint8_t least = kNoClass, largest = 0;
  for (const auto& column : columns)
    for (const auto number : column.numbers) {
      least = std::min(least, number);
      largest = std::max(largest, number);
    }
  const std::uint8_t first = largest > 9 && least > 0 ? 1 : 0;
  if (largest <= 9) largest = 9;
  NamedLabels named;
  for (int number = first; number <= largest; ++number) {
    const auto place = static_cast<std::size_t>(number - first);
    named.names.push_back(place < known.size() ? known[place] : std::to_string(number));
  }
  for (const auto& column : columns) {
    auto& labels = named.labels.emplace_back();
    for (const auto number : column.numbers) labels.push_back(static_cast<std::uint8_t>(number - first));
  }
  return named;
}

}  // namespace inkling
