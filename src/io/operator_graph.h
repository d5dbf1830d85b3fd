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
struct ConstantTensor {
  std::vector<int> sizes;
  std::vector<float> values;
};

/// The operators of a network and its constants, by the names of the values that go from one to the next.
class OperatorGraph {
 public:
  void add(Operator each) { operators_.push_back(std::move(each)); }
  void add(const std::string& name, ConstantTensor constant) { constants_[name] = std::move(constant); }
  const std::vector<Operator>& operators() const { return operators_; }

  /// Works out which values depend on the images; to be called once all has been added.
  void start_from(const std::string& input);
  /// The operators between the input and `output`, in order. Throws an Error where they are not a chain.
  std::vector<Operator> chain_to(const std::string& output) const;

  /// Tells the shape of a value that depends on the images, with a batch of one.
  void set_shape(const std::string& name, std::vector<int> sizes) { shapes_[name] = std::move(sizes); }

  /// A constant, or what operators make of constants and known shapes (io/constant_folding.h); none where it
  /// depends on the images.
  std::optional<ConstantTensor> constant(const std::string& name) const;
  /// The same as whole numbers.
  std::optional<std::vector<int>> integers(const std::string& name) const;

 private:
  std::optional<ConstantTensor> constant(const std::string& name, int& steps) const;
  std::optional<ConstantTensor> attribute_of(const Operator& each, int& steps) const;

  std::vector<Operator> operators_;
  std::map<std::string, ConstantTensor> constants_;
  std::map<std::string, std::vector<int>> shapes_;
  std::map<std::string, const Operator*> makers_;
  /// Values that depend on the images.
  std::set<std::string> variable_;
  std::string input_;
};

}  // namespace inkling
