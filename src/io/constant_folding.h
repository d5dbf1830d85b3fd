#pragma once

#include <optional>
#include <vector>

#include "io/operator_graph.h"

namespace inkling {

/// Whether fold() knows such operators.
bool is_foldable(const std::string& kind);

/// What an operator of ONNX or TensorFlow makes of constants: enough for the sizes that are computed from
/// those of an image, and for weights that are given another shape. None where its attributes or inputs are
/// others than that takes. ConstantOfShape has what it fills with as its second input.
std::optional<ConstantTensor> fold(const Operator& each, std::vector<ConstantTensor> inputs);

/// Whether a constant has as many numbers as its sizes say.
bool is_whole(const ConstantTensor& constant);

/// As whole numbers.
std::vector<int> whole_numbers(const std::vector<float>& values);

}  // namespace inkling
