#include "io/operator_graph.h"

#include <algorithm>

#include "base/error.h"
#include "io/network_builder.h"

namespace inkling {

namespace {

constexpr int kMostSteps = 64;

std::vector<int> whole(const std::vector<float>& values) {
  std::vector<int> all;
  for (const float value : values) all.push_back(static_cast<int>(std::clamp(value, -1e9F, 1e9F)));
  return all;
}

/// The sizes that a reshape asks for, where 0 stands for the size that is there and -1 for what is left.
std::vector<int> reshaped(const Constant& constant, std::vector<int> sizes) {
  std::size_t known = 1;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == 0 && i < constant.sizes.size()) sizes[i] = constant.sizes[i];
    if (sizes[i] > 0)
      known = std::min(known * static_cast<std::size_t>(sizes[i]), constant.values.size() + 1);
  }
  for (int& size : sizes)
    if (size < 0) size = static_cast<int>(constant.values.size() / known);
  return sizes;
}

/// Whether the sizes are those of as many numbers.
bool is_whole(const Constant& constant) {
  std::size_t count = 1;
  for (const int size : constant.sizes) {
    if (size < 1) return false;
    count = std::min(count * static_cast<std::size_t>(size), constant.values.size() + 1);
  }
  return count == constant.values.size();
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

std::vector<const Operator*> OperatorGraph::chain_to(const std::string& output) const {
  std::vector<const Operator*> chain;
  std::string name = output;
  while (name != input_) {
    const auto maker = makers_.find(name);
    if (maker == makers_.end() || chain.size() > operators_.size())
      fail("model", "no chain of operators leads from its input to {}", output);
    const Operator& each = *maker->second;
    chain.push_back(&each);
    std::vector<std::string> from;
    for (const auto& input : each.inputs)
      if (variable_.contains(input) && std::find(from.begin(), from.end(), input) == from.end())
        from.push_back(input);
    // The shape to which an image is reshaped may be computed from that of the image.
    if (each.kind == "Reshape" && !each.inputs.empty()) from = {each.inputs[0]};
    if (from.size() != 1)
      fail("model", "the operator {} ({}) has {} inputs; only a chain can be opened", each.kind, each.name,
           from.size());
    name = from[0];
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::optional<Constant> OperatorGraph::constant(const std::string& name) const {
  std::vector<const Operator*> later;
  std::string at = name;
  while (!constants_.contains(at)) {
    const auto maker = makers_.find(at);
    if (variable_.contains(at) || maker == makers_.end() || later.size() > kMostSteps) return {};
    const Operator& each = *maker->second;
    if (each.kind == "Constant") {
      const Json value = each.attributes.value("value", Json());
      if (!value.is_object() || !value.value("tensor", Json()).is_string()) return {};
      at = value["tensor"].get<std::string>();
      if (!constants_.contains(at)) return {};
      break;
    }
    if (each.inputs.empty()) return {};
    later.push_back(&each);
    at = each.inputs[0];
  }
  Constant constant = constants_.at(at);
  if (!is_whole(constant)) return {};
  for (; !later.empty(); later.pop_back()) {
    const Operator& each = *later.back();
    const bool keeps = each.kind == "Identity" || each.kind == "Cast";
    if (keeps) continue;
    if (each.kind == "Reshape" && each.inputs.size() == 2) {
      const auto sizes = integers(each.inputs[1]);
      if (!sizes) return {};
      constant.sizes = reshaped(constant, *sizes);
    } else if (each.kind == "Transpose" && constant.sizes.size() == 2) {
      constant.values = transposed(constant.values, Shape(constant.sizes));
      std::swap(constant.sizes[0], constant.sizes[1]);
    } else if (each.kind == "Squeeze" || each.kind == "Unsqueeze") {
      // Whoever reads it looks at the sizes that are not 1.
      constant.sizes = {static_cast<int>(constant.values.size())};
    } else {
      return {};
    }
    if (!is_whole(constant)) return {};
  }
  return constant;
}

std::optional<std::vector<int>> OperatorGraph::integers(const std::string& name) const {
  const auto found = constant(name);
  return found ? std::optional(whole(found->values)) : std::nullopt;
}

}  // namespace inkling
