#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "io/operator_chain.h"
#include "io/operator_graph.h"

namespace inkling {

/// An ONNX operator's attributes and constants.
class OnnxReader {
 public:
  OnnxReader(const OperatorGraph& graph, const Operator& each) : graph_(graph), operator_(each) {}

  const std::string& kind() const { return operator_.kind; }
  [[noreturn]] void refuse(const char* what) const {
    fail("ONNX", "the operator {} ({}) cannot be opened: {}", operator_.kind, operator_.name, what);
  }

  double number(const char* name, double otherwise) const {
    const Json value = operator_.attributes.value(name, Json());
    return value.is_number() ? value.get<double>() : otherwise;
  }
  std::string text(const char* name) const {
    const Json value = operator_.attributes.value(name, Json());
    return value.is_string() ? value.get<std::string>() : std::string();
  }
  std::vector<int> list(const char* name, std::vector<int> otherwise) const {
    const Json value = operator_.attributes.value(name, Json());
    if (!value.is_array()) return otherwise;
    std::vector<int> all;
    for (const Json& each : value) {
      if (!each.is_number_integer() || each > 100'000 || each < -100'000) refuse(name);
      all.push_back(each.get<int>());
    }
    return all;
  }

  bool has(std::size_t input) const {
    return input < operator_.inputs.size() && !operator_.inputs[input].empty();
  }
  const std::string& input(std::size_t i) const {
    if (!has(i)) refuse("an input is missing");
    return operator_.inputs[i];
  }
  std::optional<ConstantTensor> constant(std::size_t i) const {
    return has(i) ? graph_.constant(operator_.inputs[i]) : std::nullopt;
  }
  ConstantTensor weights(std::size_t i) const {
    if (auto found = graph_.constant(input(i))) return *found;
    refuse("its weights are computed");
  }
  std::vector<float> vector(std::size_t i) const { return has(i) ? weights(i).values : std::vector<float>(); }
  std::optional<std::vector<int>> integers(std::size_t i) const { return graph_.integers(input(i)); }
  std::size_t inputs() const { return operator_.inputs.size(); }

  Steps steps(const std::vector<int>& window) const {
    const auto strides = list("strides", {1, 1}), pads = list("pads", {0, 0, 0, 0}),
               dilations = list("dilations", {1, 1});
    if (window.size() != 2 || strides.size() != 2 || pads.size() != 4) refuse("it is not of two dimensions");
    if (dilations != std::vector<int>{1, 1}) refuse("its window has gaps");
    Steps steps{.size = {window[0], window[1]}, .strides = {strides[0], strides[1]}};
    for (int i = 0; i < 2; ++i)
      if (steps.size[i] < 1 || steps.strides[i] < 1) refuse("its window is empty");
    for (int i = 0; i < 4; ++i)
      if (pads[i] < 0 || pads[i] > 4096) refuse("its padding");
    std::copy(pads.begin(), pads.end(), steps.pads.begin());
    const std::string automatic = text("auto_pad");
    if (automatic == "SAME_UPPER") steps.padding = "same";
    if (automatic == "VALID") steps.padding = "valid";
    if (automatic == "SAME_LOWER") steps.padding = "same_lower";
    steps.ceil = number("ceil_mode", 0) != 0;
    steps.counts_zeros = number("count_include_pad", 0) != 0;
    return steps;
  }

 private:
  const OperatorGraph& graph_;
  const Operator& operator_;
};

}  // namespace inkling
