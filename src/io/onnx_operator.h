#pragma once

#include "io/operator_chain.h"
#include "io/operator_graph.h"

namespace inkling {

/// Adds what an operator of ONNX does to the chain. Throws an Error that names it where it cannot be opened.
void read_onnx_operator(const OperatorGraph& graph, const Operator& each, OperatorChain& chain);

}  // namespace inkling
