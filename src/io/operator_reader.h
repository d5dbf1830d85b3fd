#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/operator_chain.h"
#include "io/operator_graph.h"

namespace inkling {

/// An operator of ONNX or TensorFlow, and its constants.
class OperatorReader {
 public:
  const std::string& kind() const { return operator_.kind; }
  /// Throws an Error that names the operator.
  [[noreturn]] void refuse(const char* what) const;

  bool has(std::size_t input) const {
    return input < operator_.inputs.size() && !operator_.inputs[input].empty();
  }
  std::size_t inputs() const { return operator_.inputs.size(); }
  std::optional<ConstantTensor> constant(std::size_t input) const;
  std::optional<std::vector<int>> integers(std::size_t input) const;
  /// A constant that has to be there.
  ConstantTensor weights(std::size_t input) const;

 protected:
  /// `program` is who has such operators: "ONNX".
  OperatorReader(const char* program, const OperatorGraph& graph, const Operator& each)
      : program_(program), graph_(graph), operator_(each) {}
  /// Null where it has none.
  Json attribute(const char* name) const { return operator_.attributes.value(name, Json()); }

 private:
  const char* program_;
  const OperatorGraph& graph_;
  const Operator& operator_;
};

/// Adds what the operators do to the chain, one after the other, and tells the graph which shapes there are
/// on the way, from those of its input on.
void read_chain(OperatorGraph& graph, const std::string& input, const std::vector<Operator>& operators,
                OperatorChain& chain, void (*read)(const OperatorGraph&, const Operator&, OperatorChain&));

}  // namespace inkling
