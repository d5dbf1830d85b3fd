#include "io/operator_graph.h"

#include <algorithm>

#include "base/error.h"
#include "io/constant_folding.h"

namespace inkling {

namespace {

constexpr int kMostSteps = 256;

/// All sizes, or since opset 15 those from `start` to `end`.
ConstantTensor part_of_shape(const Operator& each, const std::vector<int>& sizes) {
  const auto place = [&](const char* name, int otherwise) {
    const Json value = each.attributes.value(name, Json());
    const int rank = static_cast<int>(sizes.size()),
              at = value.is_number() ? static_cast<int>(std::clamp(value.get<double>(), -1e9, 1e9))
                                     : otherwise;
    return std::clamp(at < 0 ? at + rank : at, 0, rank);
  };
  const int begin = place("start", 0), end = std::max(place("end", static_cast<int>(sizes.size())), begin);
  return {{end - begin}, {sizes.begin() + begin, sizes.begin() + end}};
}

}  // namespace

void OperatorGraph::start_from(const std::string& input) {
  input_ = input;
  std::map<std::string, std::vector<const Operator*>> readers;
  for (const auto& each : operators_) {
    for (const auto& name : each.inputs) readers[name].push_back(&each);
    for (const auto& name : each.outputs) makers_[name] = &each;
  }
  std::vector<std::string> open{input};
  variable_ = {input};
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    for (const Operator* reader : readers[name])
      for (const auto& output : reader->outputs)
        if (variable_.insert(output).second) open.push_back(output);
  }
}

std::vector<Operator> OperatorGraph::chain_to(const std::string& output) const {
  std::vector<Operator> chain;
  std::string name = output;
  while (name != input_) {
    const auto maker = makers_.find(name);
    if (maker == makers_.end() || chain.size() > operators_.size())
      fail("model", "no chain of operators leads from its input to {}", output);
    const Operator& each = *maker->second;
    chain.push_back(each);
    std::vector<std::string> from;
    for (const auto& input : each.inputs)
      if (variable_.contains(input) && std::find(from.begin(), from.end(), input) == from.end())
        from.push_back(input);
    // Sizes may be computed from those of the image.
    if ((each.kind == "Reshape" || each.kind == "Pad") && !each.inputs.empty()) from = {each.inputs[0]};
    if (from.size() != 1)
      fail("model", "the operator {} ({}) has {} inputs; only a chain can be opened", each.kind, each.name,
           from.size());
    name = from[0];
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::optional<ConstantTensor> OperatorGraph::constant(const std::string& name) const {
  int steps = kMostSteps;
  return constant(name, steps);
}

std::optional<ConstantTensor> OperatorGraph::constant(const std::string& name, int& steps) const {
  if (const auto found = constants_.find(name); found != constants_.end())
    return is_whole(found->second) ? std::optional(found->second) : std::nullopt;
  const auto maker = makers_.find(name);
  if (maker == makers_.end() || --steps < 0) return {};
  const Operator& each = *maker->second;
  if (each.kind == "Constant") return attribute_of(each, steps);
  if (each.kind == "Shape" && !each.inputs.empty()) {
    const auto shape = shapes_.find(each.inputs[0]);
    if (shape != shapes_.end()) return part_of_shape(each, shape->second);
    const auto of = constant(each.inputs[0], steps);
    return of ? std::optional(part_of_shape(each, of->sizes)) : std::nullopt;
  }
  if (!is_foldable(each.kind)) return {};
  std::vector<ConstantTensor> inputs;
  for (const auto& input : each.inputs) {
    auto found = constant(input, steps);
    if (!found) return {};
    inputs.push_back(std::move(*found));
  }
  if (each.kind == "ConstantOfShape")
    if (auto value = attribute_of(each, steps)) inputs.push_back(std::move(*value));
  return fold(each, std::move(inputs));
}

/// The value that an operator has as an attribute.
std::optional<ConstantTensor> OperatorGraph::attribute_of(const Operator& each, int& steps) const {
  const Json tensor = each.attributes.value("value", Json());
  if (tensor.is_object() && tensor.value("tensor", Json()).is_string()) {
    const std::string name = tensor["tensor"];
    return constants_.contains(name) ? constant(name, steps) : std::nullopt;
  }
  for (const char* name : {"value_float", "value_int", "value_floats", "value_ints"}) {
    const Json value = each.attributes.value(name, Json());
    if (value.is_number()) return ConstantTensor{{}, {value.get<float>()}};
    if (!value.is_array()) continue;
    ConstantTensor constant;
    for (const Json& number : value)
      if (number.is_number()) constant.values.push_back(number.get<float>());
    constant.sizes = {static_cast<int>(constant.values.size())};
    return constant.values.empty() ? std::nullopt : std::optional(constant);
  }
  return {};
}

std::optional<std::vector<int>> OperatorGraph::integers(const std::string& name) const {
  const auto found = constant(name);
  return found ? std::optional(whole_numbers(found->values)) : std::nullopt;
}

}  // namespace inkling
