#pragma once

#include <optional>
#include <vector>

#include "base/json.h"
#include "io/safetensors.h"
#include "model/sequential.h"
#include "tensor/state.h"

namespace inkling {

/// What Inkling can take over of how a model of Keras was compiled, as CompileOptions have it: `compiled` is
/// compile_config of Keras 3, or training_config of the versions before. Empty where its optimizer or its
/// loss is none of ours.
Json read_keras_compile(const Json& compiled);

/// What an optimizer of `compile_config` had gathered, as Optimizer::describe_state() has it: `variables` are
/// those of a Keras file, in its order. None where they do not fit the weights of the network.
std::optional<Checkpoint> read_optimizer_variables(Sequential& network, const Json& compile_config,
                                                   const std::vector<const NamedTensor*>& variables);

}  // namespace inkling
