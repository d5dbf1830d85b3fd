#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "layers/layer.h"
#include "numbers.h"

/// The contract that every layer keeps, whatever it computes. A layer's test is one line for each
/// configuration of interest: `check_layer({{"class_name", "Flatten"}}, {4, 3, 2});`. Choose points without
/// symmetry: height other than width, channels other than filters, strides other than the window.
namespace inkling::tests {

using MakeLayer = std::function<std::unique_ptr<Layer>()>;

/// What a layer does wrong with samples of shape `input`, a line each, in training and inference passes, with
/// every set of kernels:
/// - every output, and every number of dx, is overwritten; nothing is written beside them
/// - gradients of weights are added to
/// - both are what central differences say
/// - the same bits again, with 1, 2 and 3 threads, with any rubbish in the scratch memory, and without dx
/// - a sample's output does not depend on the others of its batch (inference)
/// - its input and its trainable weights stay as they are, in inference all of them
/// - nothing is read that it says it does not read, nor what was left in its state before
/// - the same bits where it is read with and no backward pass follows, where its samples go through an
/// epilogue and
///   their gradients come from a prologue, and where it runs on ranges
std::vector<std::string> layer_faults(const MakeLayer& make, const Shape& input);

/// All of that for the layer of a configuration, which must also come back from reading and writing, and
/// refuse a key it does not know.
void check_layer(const Json& description, const Shape& input);

/// What the layer of a configuration makes of one sample before it has learnt anything, in an inference pass.
Numbers layer_output(const Json& description, const Shape& input, const Numbers& sample);

/// A case of tests/fixtures/layers: the values and gradients of TensorFlow.js.
void check_layer_fixture(const std::string& name);

}  // namespace inkling::tests
