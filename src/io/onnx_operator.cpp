#include "io/onnx_operator.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/error.h"

namespace inkling {

namespace {

/// An operator's attributes and constants.
class OnnxReader {
 public:
  OnnxReader(const OperatorGraph& graph, const Operator& each) : graph_(graph), operator_(each) {}

  const std::string& kind() const { return operator_.kind; }
  [[noreturn]] void refuse(const char* what) const {
    fail("ONNX", "the operator {} ({}) cannot be opened: {}", operator_.kind, operator_.name, what);
  }

  double number(const char* name, double otherwise) const {
    const Json value = operator_.attributes.value(name, Json());
    return value.is_number() ? value.get<double>() : otherwise;
  }
  std::string text(const char* name) const {
    const Json value = operator_.attributes.value(name, Json());
    return value.is_string() ? value.get<std::string>() : std::string();
  }
  std::vector<int> list(const char* name, std::vector<int> otherwise) const {
    const Json value = operator_.attributes.value(name, Json());
    if (!value.is_array()) return otherwise;
    std::vector<int> all;
    for (const Json& each : value) {
      if (!each.is_number_integer() || each > 100'000 || each < -100'000) refuse(name);
      all.push_back(each.get<int>());
    }
    return all;
  }

  bool has(std::size_t input) const {
    return input < operator_.inputs.size() && !operator_.inputs[input].empty();
  }
  const std::string& input(std::size_t i) const {
    if (!has(i)) refuse("an input is missing");
    return operator_.inputs[i];
  }
  std::optional<Constant> constant(std::size_t i) const {
    return has(i) ? graph_.constant(operator_.inputs[i]) : std::nullopt;
  }
  Constant weights(std::size_t i) const {
    if (auto found = graph_.constant(input(i))) return *found;
    refuse("its weights are computed");
  }
  std::vector<float> vector(std::size_t i) const { return has(i) ? weights(i).values : std::vector<float>(); }
  std::optional<std::vector<int>> integers(std::size_t i) const { return graph_.integers(input(i)); }
  std::size_t inputs() const { return operator_.inputs.size(); }

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
    if (automatic == "SAME_LOWER") refuse("auto_pad SAME_LOWER");
    steps.ceil = number("ceil_mode", 0) != 0;
    steps.counts_zeros = number("count_include_pad", 0) != 0;
    return steps;
  }

 private:
  const OperatorGraph& graph_;
  const Operator& operator_;
};

void read_convolution(const OnnxReader& reader, OperatorChain& chain) {
  const Constant kernel = reader.weights(1);
  if (kernel.sizes.size() != 4 || !chain.channels_first()) reader.refuse("it is not of two dimensions");
  const Shape shape(kernel.sizes);
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
  Constant matrix = reader.weights(1);
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
  const Constant other = reader.weights(first ? 0 : 1);
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
  if (sizes.empty()) sizes = reader.integers(1).value_or(std::vector<int>());
  if (sizes.size() < 2) return chain.reshape({});
  chain.reshape(std::vector<int>(sizes.begin() + 1, sizes.end()));
}

}  // namespace

void read_onnx_operator(const OperatorGraph& graph, const Operator& each, OperatorChain& chain) {
  const OnnxReader reader(graph, each);
  static const std::map<std::string, std::string> activations{
      {"Relu", "relu"}, {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"},         {"Elu", "elu"},
      {"Gelu", "gelu"}, {"Softmax", "softmax"}, {"LogSoftmax", "softmax"}};
  const std::string& kind = reader.kind();
  if (const auto found = activations.find(kind); found != activations.end()) {
    if (kind == "Elu" && reader.number("alpha", 1) != 1) reader.refuse("its alpha is not 1");
    return chain.activation(found->second);
  }
  if (kind == "Conv") return read_convolution(reader, chain);
  if (kind == "Gemm") return read_gemm(reader, chain);
  if (kind == "MatMul") {
    const Constant matrix = reader.weights(1);
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
    if (const double axis = reader.number("axis", 1); axis != 1) reader.refuse("its axis is not 1");
    return chain.flatten();
  }
  if (kind == "Reshape") return read_reshape(reader, chain);
  if (kind == "Squeeze") return chain.reshape({});
  if (kind == "Unsqueeze") {
    if (chain.shape().rank() != 2) reader.refuse("it does not add the channels");
    return chain.reshape(chain.channels_first() ? std::vector<int>{1, chain.shape()[0], chain.shape()[1]}
                                                : std::vector<int>{chain.shape()[0], chain.shape()[1], 1});
  }
  if (kind == "Transpose") return chain.transpose(reader.list("perm", {}));
  if (kind == "Pad") return read_padding(reader, chain);
  if (kind == "Identity" || kind == "Cast" || kind == "ArgMax") return;
  reader.refuse("Inkling has no such layer");
}

}  // namespace inkling
