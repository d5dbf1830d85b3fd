#include "io/onnx_operator.h"

#include <map>

#include "io/onnx_reader.h"

namespace inkling {

namespace {

void read_convolution(const OnnxReader& reader, OperatorChain& chain) {
  const ConstantTensor kernel = reader.weights(1);
  if (kernel.sizes.size() != 4) reader.refuse("it is not of two dimensions");
  const Shape shape(kernel.sizes);
  // After a global pooling there is one pixel.
  if (chain.shape().rank() == 1 && shape[2] * shape[3] == 1 && shape[1] == chain.shape()[0])
    return chain.dense(transposed(kernel.values, {shape[0], shape[1]}), shape[0], reader.vector(2));
  if (!chain.channels_first()) reader.refuse("its channels are not first");
  const Steps steps = reader.steps({shape[2], shape[3]});
  const auto groups = static_cast<int>(reader.number("group", 1));
  if (groups == 1)
    return chain.convolution(channels_last_kernel(kernel.values, shape, false), shape[0], reader.vector(2),
                             steps);
  if (groups != chain.shape()[-1] || shape[1] != 1) reader.refuse("its channels are in groups");
  // (channels * multiplier, 1, height, width), a channel's multiples one after the other, as Keras has them.
  chain.depthwise_convolution(channels_last_kernel(kernel.values, shape, false), shape[0] / groups,
                              reader.vector(2), steps);
}

void read_gemm(const OnnxReader& reader, OperatorChain& chain) {
  ConstantTensor matrix = reader.weights(1);
  if (matrix.sizes.size() != 2 || reader.number("transA", 0) != 0) reader.refuse("its shape");
  const Shape shape(matrix.sizes);
  const bool turn = reader.number("transB", 0) != 0;
  std::vector<float> kernel = turn ? transposed(matrix.values, shape) : matrix.values,
                     bias = reader.vector(2);
  const int units = shape[turn ? 0 : 1];
  const auto alpha = static_cast<float>(reader.number("alpha", 1)),
             beta = static_cast<float>(reader.number("beta", 1));
  for (float& each : kernel) each *= alpha;
  if (bias.size() == 1) bias.assign(static_cast<std::size_t>(units), bias[0]);
  for (float& each : bias) each *= beta;
  chain.dense(std::move(kernel), units, std::move(bias));
}

/// Adds, or whatever the operator does, a constant: one number, or one for each channel.
void read_affine(const OnnxReader& reader, OperatorChain& chain) {
  const bool first = reader.constant(0).has_value();
  const ConstantTensor other = reader.weights(first ? 0 : 1);
  const std::vector<float>& values = other.values;
  // A constant for each pixel is something else.
  std::vector<int> sizes = other.sizes;
  std::erase(sizes, 1);
  if (sizes.size() > 1) reader.refuse("what it adds or multiplies with is no vector");
  const std::vector<float> one{1}, zero{0};
  if (reader.kind() == "Add") return chain.affine(one, values);
  if (reader.kind() == "Mul") return chain.affine(values, zero);
  std::vector<float> opposite = values;
  if (reader.kind() == "Sub") {
    if (first) return chain.affine({-1}, values);
    for (float& each : opposite) each = -each;
    return chain.affine(one, opposite);
  }
  if (first) reader.refuse("it divides by the image");
  for (float& each : opposite) each = 1 / each;
  chain.affine(opposite, zero);
}

void read_mean(const OnnxReader& reader, OperatorChain& chain, const std::string& kind) {
  std::vector<int> axes = reader.list("axes", {});
  if (axes.empty() && reader.inputs() > 1) axes = reader.integers(1).value_or(std::vector<int>());
  for (int& axis : axes) axis = axis < 0 ? axis + 4 : axis;
  const std::vector<int> image = chain.channels_first() ? std::vector<int>{2, 3} : std::vector<int>{1, 2};
  if (axes != image) reader.refuse("its axes are not those of the image");
  chain.global_pooling(kind);
}

void read_padding(const OnnxReader& reader, OperatorChain& chain) {
  std::vector<int> pads = reader.list("pads", {});
  if (pads.empty() && reader.inputs() > 1) pads = reader.integers(1).value_or(std::vector<int>());
  const std::string mode = reader.text("mode");
  if (pads.size() != 8 || (!mode.empty() && mode != "constant")) reader.refuse("its padding");
  if (const auto value = reader.constant(2); value && !value->values.empty() && value->values[0] != 0)
    reader.refuse("it does not pad with zeros");
  const int row = chain.channels_first() ? 2 : 1;
  chain.zero_padding({pads[row], pads[row + 1], pads[row + 4], pads[row + 5]});
}

void read_reshape(const OnnxReader& reader, OperatorChain& chain) {
  std::vector<int> sizes = reader.list("shape", {});  // until opset 4
  if (sizes.empty()) sizes = reader.integers(1).value_or(std::vector<int>{0, -1});
  if (sizes.empty()) reader.refuse("its shape");
  chain.reshape({sizes.begin() + 1, sizes.end()});
}

void read_unsqueeze(const OnnxReader& reader, OperatorChain& chain) {
  std::vector<int> axes = reader.list("axes", {});
  if (axes.empty() && reader.inputs() > 1) axes = reader.integers(1).value_or(std::vector<int>());
  if (axes.empty()) reader.refuse("its axis");
  for (const int axis : axes) chain.expand(axis);
}

/// Over the classes, or the channels of an image.
void read_softmax(const OnnxReader& reader, OperatorChain& chain) {
  const int rank = chain.shape().rank() + 1,
            axis = static_cast<int>(reader.number("axis", rank == 2 ? 1 : -1)),
            classes = rank == 4 && chain.channels_first() ? 1 : rank - 1;
  if (axis != classes && axis + rank != classes) reader.refuse("its axis is not that of the classes");
  if (reader.kind() == "Softmax") return chain.activation("softmax");
  chain.log_softmax();
}

/// As a ReLU, where it has no upper end.
void read_clip(const OnnxReader& reader, OperatorChain& chain) {
  const auto end = [&](std::size_t input, const char* name, double otherwise) {
    const auto found = reader.constant(input);
    return found && found->values.size() == 1 ? found->values[0] : reader.number(name, otherwise);
  };
  constexpr double kLarge = 1e30;
  if (end(1, "min", -kLarge) != 0 || end(2, "max", kLarge) < kLarge) reader.refuse("it has an upper end");
  chain.activation("relu");
}

}  // namespace

void read_onnx_operator(const OperatorGraph& graph, const Operator& each, OperatorChain& chain) {
  const OnnxReader reader(graph, each);
  static const std::map<std::string, std::string> activations{
      {"Relu", "relu"}, {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"}, {"Elu", "elu"}, {"Gelu", "gelu"}};
  const std::string& kind = reader.kind();
  if (const auto found = activations.find(kind); found != activations.end()) {
    if (kind == "Elu" && reader.number("alpha", 1) != 1) reader.refuse("its alpha is not 1");
    return chain.activation(found->second);
  }
  if (kind == "Softmax" || kind == "LogSoftmax") return read_softmax(reader, chain);
  if (kind == "Exp") return chain.exponential();
  if (kind == "Clip") return read_clip(reader, chain);
  if (kind == "Conv") return read_convolution(reader, chain);
  if (kind == "Gemm") return read_gemm(reader, chain);
  if (kind == "MatMul") {
    const ConstantTensor matrix = reader.weights(1);
    if (matrix.sizes.size() != 2) reader.refuse("its shape");
    return chain.dense(matrix.values, matrix.sizes[1], {});
  }
  if (kind == "Add" || kind == "Sub" || kind == "Mul" || kind == "Div") return read_affine(reader, chain);
  if (kind == "MaxPool") return chain.pooling("Max", reader.steps(reader.list("kernel_shape", {})));
  if (kind == "AveragePool") return chain.pooling("Average", reader.steps(reader.list("kernel_shape", {})));
  if (kind == "GlobalMaxPool") return chain.global_pooling("Max");
  if (kind == "GlobalAveragePool") return chain.global_pooling("Average");
  if (kind == "ReduceMean") return read_mean(reader, chain, "Average");
  if (kind == "ReduceMax") return read_mean(reader, chain, "Max");
  if (kind == "BatchNormalization")
    return chain.batch_normalization({reader.vector(1), reader.vector(2), reader.vector(3), reader.vector(4)},
                                     reader.number("epsilon", 1e-5));
  if (kind == "LeakyRelu") return chain.leaky_relu(reader.number("alpha", 0.01));
  if (kind == "Dropout") {
    const auto ratio = reader.constant(1);
    return chain.dropout(ratio && ratio->values.size() == 1 ? ratio->values[0] : reader.number("ratio", 0.5));
  }
  if (kind == "Flatten") {
    if (const double axis = reader.number("axis", 1); axis != 1 && axis + chain.shape().rank() != 0)
      reader.refuse("its axis is not 1");
    return chain.flatten();
  }
  if (kind == "Reshape") return read_reshape(reader, chain);
  if (kind == "Squeeze") return chain.flatten();
  if (kind == "Unsqueeze") return read_unsqueeze(reader, chain);
  if (kind == "Transpose") return chain.transpose(reader.list("perm", {}));
  if (kind == "Pad") return read_padding(reader, chain);
  if (kind == "Identity" || kind == "Cast" || kind == "ArgMax") return;
  reader.refuse("Inkling has no such layer");
}

}  // namespace inkling
