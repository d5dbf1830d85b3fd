#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "data/array.h"

namespace inkling {

/// What each image of one part shows, as numbers or, where there are any, as texts.
struct LabelColumn {
  /// The path that they came by.
  std::string name;
  std::vector<std::uint8_t> numbers;
  std::vector<std::string> texts;

  std::size_t size() const { return texts.empty() ? numbers.size() : texts.size(); }
};

/// True for (n, classes) numbers of which each line is 1 in one place and 0 elsewhere.
bool is_one_hot(const Array& array);

/// True for what may be labels: (n) or (n, 1) numbers or texts, or one-hot.
bool has_label_shape(const Array& array);

/// Labels from such an array: whole numbers from 0 to 254, texts, or the place of the 1. Texts that are all
/// such numbers are numbers. Throws an Error for others.
LabelColumn read_labels(const Array& array);
LabelColumn text_labels(std::string name, std::vector<std::string> texts);

/// What the labels of all parts stand for, and each label's place among them, in the order of `columns`.
struct NamedLabels {
  std::vector<std::string> names;
  std::vector<std::vector<std::uint8_t>> labels;
};

/// Texts become classes in the order in which people sort them; numbers from 0 (at least the ten digits,
/// where none is larger) or, where there is no 0, from 1. `known` are the names of numbers from their least
/// on, and may be empty. Throws an Error for more than 255 classes.
NamedLabels name_labels(const std::vector<LabelColumn>& columns, const std::vector<std::string>& known);

}  // namespace inkling
