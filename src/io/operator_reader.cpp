#include "io/operator_reader.h"

#include "base/error.h"

namespace inkling {

void OperatorReader::refuse(const char* what) const {
  fail(program_, "the operator {} ({}) cannot be opened: {}", operator_.kind, operator_.name, what);
}

std::optional<ConstantTensor> OperatorReader::constant(std::size_t input) const {
  return has(input) ? graph_.constant(operator_.inputs[input]) : std::nullopt;
}

std::optional<std::vector<int>> OperatorReader::integers(std::size_t input) const {
  return has(input) ? graph_.integers(operator_.inputs[input]) : std::nullopt;
}

ConstantTensor OperatorReader::weights(std::size_t input) const {
  if (auto found = constant(input)) return *found;
  refuse(has(input) ? "its weights are computed" : "an input is missing");
}

void read_chain(OperatorGraph& graph, const std::string& input, const std::vector<Operator>& operators,
                OperatorChain& chain, void (*read)(const OperatorGraph&, const Operator&, OperatorChain&)) {
  const auto tell_shape = [&](const std::string& name) {
    std::vector<int> sizes = chain.sizes();
    sizes.insert(sizes.begin(), 1);
    graph.set_shape(name, std::move(sizes));
  };
  tell_shape(input);
  for (const Operator& each : operators) {
    read(graph, each, chain);
    for (const auto& output : each.outputs) tell_shape(output);
  }
}

}  // namespace inkling
