#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "io/safetensors.h"

namespace inkling {

/// An operator of a graph, as ONNX or TensorFlow has it.
struct Operator {
  std::string kind, name;
  std::vector<std::string> inputs, outputs;
  Json attributes = Json::object();
};

/// A tensor of numbers that are the same for every image.
struct Constant {
  std::vector<int> sizes;
  std::vector<float> values;
};

/// The operators of a network and its constants, by the names of the values that go from one to the next.
class OperatorGraph {
 public:
  void add(Operator each) { operators_.push_back(std::move(each)); }
  void add(const std::string& name, Constant constant) { constants_[name] = std::move(constant); }
  const std::vector<Operator>& operators() const { return operators_; }

  /// Works out which values depend on the images; to be called once all has been added.
  void start_from(const std::string& input);
  /// The operators between the input and `output`, in order. Throws an Error where they are not a chain.
  std::vector<const Operator*> chain_to(const std::string& output) const;

  /// A constant, or what operators that only give another shape make of one; none where it depends on the
  /// images.
  std::optional<Constant> constant(const std::string& name) const;
  /// The same as whole numbers.
  std::optional<std::vector<int>> integers(const std::string& name) const;

 private:
  std::vector<Operator> operators_;
  std::map<std::string, Constant> constants_;
  std::map<std::string, const Operator*> makers_;
  /// Values that depend on the images.
  std::set<std::string> variable_;
  std::string input_;
};

}  // namespace inkling
