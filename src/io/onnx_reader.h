#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "io/operator_reader.h"

namespace inkling {

/// An operator of ONNX, with its attributes.
class OnnxReader : public OperatorReader {
 public:
  OnnxReader(const OperatorGraph& graph, const Operator& each) : OperatorReader("ONNX", graph, each) {}

  double number(const char* name, double otherwise) const {
    const Json value = attribute(name);
    return value.is_number() ? value.get<double>() : otherwise;
  }
  std::string text(const char* name) const {
    const Json value = attribute(name);
    return value.is_string() ? value.get<std::string>() : std::string();
  }
  std::vector<int> list(const char* name, std::vector<int> otherwise) const {
    const Json value = attribute(name);
    if (!value.is_array()) return otherwise;
    std::vector<int> all;
    for (const Json& each : value) {
      if (!each.is_number_integer() || each > 100'000 || each < -100'000) refuse(name);
      all.push_back(each.get<int>());
    }
    return all;
  }

  /// The numbers of a constant; none where it is left out.
  std::vector<float> vector(std::size_t i) const { return has(i) ? weights(i).values : std::vector<float>(); }

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
};

}  // namespace inkling
