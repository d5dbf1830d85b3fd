#include "io/constant_folding.h"

#include <algorithm>
#include <functional>
#include <map>

#include "io/network_builder.h"

namespace inkling {

namespace {

using Inputs = std::vector<ConstantTensor>;

/// What is made of several, as the sizes of an image are, has at most so many numbers.
constexpr std::size_t kMostNumbers = 4096;

ConstantTensor vector_of(std::vector<float> values) {
  return {{static_cast<int>(values.size())}, std::move(values)};
}

/// A setting that is an attribute in some versions of an operator, and an input in others.
std::optional<std::vector<int>> setting(const Operator& each, const Inputs& inputs, const char* name,
                                        std::size_t input) {
  if (input < inputs.size()) return whole_numbers(inputs[input].values);
  const Json attribute = each.attributes.value(name, Json());
  if (!attribute.is_array()) return {};
  std::vector<int> numbers;
  for (const Json& number : attribute) {
    if (!number.is_number()) return {};
    numbers.push_back(static_cast<int>(std::clamp(number.get<double>(), -1e9, 1e9)));
  }
  return numbers;
}

/// 0 stands for the size that is there and -1 for what is left.
std::optional<ConstantTensor> reshape(const Operator& each, Inputs inputs) {
  std::optional<std::vector<int>> sizes = setting(each, inputs, "shape", 1);
  if (!sizes) return {};
  ConstantTensor& constant = inputs[0];
  std::size_t known = 1;
  for (std::size_t i = 0; i < sizes->size(); ++i) {
    int& size = (*sizes)[i];
    if (size == 0 && i < constant.sizes.size()) size = constant.sizes[i];
    if (size > 0) known = std::min(known * static_cast<std::size_t>(size), constant.values.size() + 1);
  }
  for (int& size : *sizes)
    if (size < 0) size = static_cast<int>(constant.values.size() / known);
  constant.sizes = std::move(*sizes);
  return constant;
}

std::optional<ConstantTensor> transpose(const Operator& /*each*/, Inputs inputs) {
  ConstantTensor& constant = inputs[0];
  if (constant.sizes.size() == 1) return constant;
  if (constant.sizes.size() != 2) return {};
  constant.values = transposed(constant.values, Shape(constant.sizes));
  std::swap(constant.sizes[0], constant.sizes[1]);
  return constant;
}

/// Whoever reads it looks at the sizes that are not 1.
std::optional<ConstantTensor> squeeze(const Operator& /*each*/, Inputs inputs) {
  return vector_of(std::move(inputs[0].values));
}

std::optional<ConstantTensor> gather(const Operator& each, Inputs inputs) {
  if (inputs.size() != 2 || inputs[0].sizes.size() != 1 || each.attributes.value("axis", Json(0)) != 0)
    return {};
  const auto count = static_cast<int>(inputs[0].values.size());
  std::vector<float> values;
  for (int index : whole_numbers(inputs[1].values)) {
    if (index < 0) index += count;
    if (index < 0 || index >= count) return {};
    values.push_back(inputs[0].values[static_cast<std::size_t>(index)]);
  }
  return vector_of(std::move(values));
}

std::optional<ConstantTensor> concatenate(const Operator& /*each*/, Inputs inputs) {
  std::vector<float> values;
  for (const ConstantTensor& input : inputs) {
    if (input.sizes.size() > 1 || values.size() + input.values.size() > kMostNumbers) return {};
    values.insert(values.end(), input.values.begin(), input.values.end());
  }
  return vector_of(std::move(values));
}

/// One of several numbers, as TensorFlow picks the batch out of a shape.
std::optional<ConstantTensor> pick(const Operator& /*each*/, Inputs inputs) {
  if (inputs.size() < 3 || inputs[0].sizes.size() != 1) return {};
  const auto begins = whole_numbers(inputs[1].values), ends = whole_numbers(inputs[2].values);
  const auto count = static_cast<int>(inputs[0].values.size());
  if (begins.size() != 1 || ends.size() != 1 || ends[0] != begins[0] + 1 || begins[0] < 0 ||
      begins[0] >= count)
    return {};
  return vector_of({inputs[0].values[static_cast<std::size_t>(begins[0])]});
}

/// Of rows, the first axis.
std::optional<ConstantTensor> slice(const Operator& each, Inputs inputs) {
  const ConstantTensor& constant = inputs[0];
  const auto begins = setting(each, inputs, "starts", 1), ends = setting(each, inputs, "ends", 2),
             axes = setting(each, inputs, "axes", 3), steps = setting(each, inputs, "steps", 4);
  if (!begins || !ends || begins->size() != 1 || ends->size() != 1 || constant.sizes.empty() ||
      (axes && *axes != std::vector<int>{0}) || (steps && steps->size() != 1))
    return {};
  const int rows = constant.sizes[0], step = steps ? (*steps)[0] : 1;
  if (step != 1 && step != -1) return {};
  const auto place = [&](int at) {
    return std::clamp(at < 0 ? at + rows : at, step < 0 ? -1 : 0, step < 0 ? rows - 1 : rows);
  };
  const std::size_t row = constant.values.size() / static_cast<std::size_t>(rows);
  ConstantTensor part{constant.sizes, {}};
  for (int i = place((*begins)[0]); step * i < step * place((*ends)[0]); i += step) {
    const auto from =
        constant.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(i) * row);
    part.values.insert(part.values.end(), from, from + static_cast<std::ptrdiff_t>(row));
  }
  part.sizes[0] = static_cast<int>(part.values.size() / row);
  return part;
}

std::optional<ConstantTensor> fill(const Operator& /*each*/, Inputs inputs) {
  std::size_t count = 1;
  for (const int size : whole_numbers(inputs[0].values))
    count = std::min(count * static_cast<std::size_t>(std::max(size, 0)), kMostNumbers + 1);
  if (count > kMostNumbers) return {};
  const bool has_value = inputs.size() > 1 && inputs[1].values.size() == 1;
  return vector_of(std::vector<float>(count, has_value ? inputs[1].values[0] : 0.0F));
}

std::optional<ConstantTensor> product(const Operator& /*each*/, Inputs inputs) {
  float result = 1;
  for (const float value : inputs[0].values) result *= value;
  return vector_of({result});
}

template <typename Operation>
std::optional<ConstantTensor> combine(const Operator& /*each*/, Inputs inputs) {
  if (inputs.size() != 2) return {};
  const bool is_second_larger = inputs[1].values.size() > inputs[0].values.size();
  ConstantTensor result = inputs[is_second_larger ? 1 : 0];
  const std::size_t count = result.values.size();
  for (const ConstantTensor& input : inputs)
    if (input.values.size() != count && input.values.size() != 1) return {};
  const auto at = [](const ConstantTensor& input, std::size_t i) {
    return input.values[input.values.size() == 1 ? 0 : i];
  };
  for (std::size_t i = 0; i < count; ++i) result.values[i] = Operation()(at(inputs[0], i), at(inputs[1], i));
  return result;
}

std::optional<ConstantTensor> same(const Operator& /*each*/, Inputs inputs) {
  return std::move(inputs[0]);
}

using Fold = std::optional<ConstantTensor> (*)(const Operator&, Inputs);
const std::map<std::string, Fold> kFolds{{"Identity", same},
                                         {"Cast", same},
                                         {"Reshape", reshape},
                                         {"Transpose", transpose},
                                         {"Squeeze", squeeze},
                                         {"Unsqueeze", squeeze},
                                         {"Gather", gather},
                                         {"Concat", concatenate},
                                         {"Pack", concatenate},
                                         {"StridedSlice", pick},
                                         {"Slice", slice},
                                         {"ConstantOfShape", fill},
                                         {"ReduceProd", product},
                                         {"Add", combine<std::plus<float>>},
                                         {"Sub", combine<std::minus<float>>},
                                         {"Mul", combine<std::multiplies<float>>}};

}  // namespace

std::vector<int> whole_numbers(const std::vector<float>& values) {
  std::vector<int> all;
  for (const float value : values) all.push_back(static_cast<int>(std::clamp(value, -1e9F, 1e9F)));
  return all;
}

bool is_whole(const ConstantTensor& constant) {
  std::size_t count = 1;
  for (const int size : constant.sizes) {
    if (size < 1) return false;
    count = std::min(count * static_cast<std::size_t>(size), constant.values.size() + 1);
  }
  return count == constant.values.size();
}

bool is_foldable(const std::string& kind) {
  return kFolds.contains(kind);
}

std::optional<ConstantTensor> fold(const Operator& each, std::vector<ConstantTensor> inputs) {
  const auto found = kFolds.find(each.kind);
  if (found == kFolds.end() || inputs.empty()) return {};
  auto result = found->second(each, std::move(inputs));
  return result && is_whole(*result) ? std::move(result) : std::nullopt;
}

}  // namespace inkling
