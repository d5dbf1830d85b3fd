#include "io/tensorflow_operator.h"

#include <map>

#include "io/operator_reader.h"

namespace inkling {

namespace {

/// Protobuf as JSON has its bytes in base64; names are short.
std::string from_base64(const std::string& text) {
  static const std::string kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char each : text) {
    const std::size_t digit = kDigits.find(each);
    if (digit == kDigits.npos) break;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
    count += 6;
    if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return bytes;
}

/// An operator of TensorFlow, with its attributes.
class Node : public OperatorReader {
 public:
  Node(const OperatorGraph& graph, const Operator& each) : OperatorReader("TensorFlow.js", graph, each) {}

  Json value(const char* name, const char* type) const {
    const Json found = attribute(name);
    return found.is_object() ? found.value(type, Json()) : Json();
  }
  std::string text(const char* name) const {
    const Json found = value(name, "s");
    return found.is_string() ? from_base64(found.get<std::string>()) : std::string();
  }
  double number(const char* name, double otherwise) const {
    const Json found = value(name, "f");
    return found.is_number() ? found.get<double>() : otherwise;
  }
  bool flag(const char* name) const { return value(name, "b") == true; }
  std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> all;
    const Json list = value(name, "list");
    if (list.is_object() && list.value("s", Json()).is_array())
      for (const Json& each : list["s"])
        if (each.is_string()) all.push_back(from_base64(each));
    return all;
  }
  /// Height and width of four numbers, which come as texts.
  Pair pair(const char* name) const {
    const Json list = value(name, "list");
    const Json numbers = list.is_object() ? list.value("i", Json()) : Json();
    if (!numbers.is_array() || numbers.size() != 4) refuse(name);
    Pair both{};
    for (std::size_t i = 0; i < 2; ++i) {
      const Json& each = numbers[i + 1];
      const std::string digits = each.is_string() ? each.get<std::string>() : each.dump();
      if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != digits.npos ||
          (both[i] = std::stoi(digits)) < 1)
        refuse(name);
    }
    return both;
  }

  Steps steps(const Pair& size) const {
    const std::string padding = text("padding");
    if (text("data_format") == "NCHW") refuse("its channels are first");
    if (padding != "SAME" && padding != "VALID") refuse("its padding");
    return {.size = size, .strides = pair("strides"), .padding = padding == "SAME" ? "same" : "valid"};
  }
};

const std::map<std::string, std::string> kActivations{
    {"Relu", "relu"}, {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"}, {"Elu", "elu"}, {"Softmax", "softmax"}};

void apply(const Node& node, const std::string& kind, OperatorChain& chain) {
  if (kind == "LeakyRelu") return chain.leaky_relu(node.number("leakyrelu_alpha", node.number("alpha", 0.2)));
  if (kind == "LogSoftmax") return chain.log_softmax();
  if (kind == "Exp") return chain.exponential();
  const auto found = kActivations.find(kind);
  if (found == kActivations.end()) node.refuse("Inkling has no such layer");
  chain.activation(found->second);
}

/// The bias and the activation that were made one with a product.
void read_fused(const Node& node, OperatorChain& chain) {
  for (const auto& each : node.texts("fused_ops"))
    if (each == "BiasAdd")
      chain.affine({1}, node.weights(2).values);
    else
      apply(node, each, chain);
}

void read_node_convolution(const Node& node, OperatorChain& chain) {
  const ConstantTensor kernel = node.weights(1);
  if (kernel.sizes.size() != 4) node.refuse("it is not of two dimensions");
  if (!node.value("dilations", "list").is_null() && node.pair("dilations") != Pair{1, 1})
    node.refuse("its window has gaps");
  const Steps steps = node.steps({kernel.sizes[0], kernel.sizes[1]});
  if (node.kind().find("Depthwise") != std::string::npos)
    chain.depthwise_convolution(kernel.values, kernel.sizes[3], {}, steps);
  else
    chain.convolution(kernel.values, kernel.sizes[3], {}, steps);
  read_fused(node, chain);
}

void read_product(const Node& node, OperatorChain& chain) {
  const ConstantTensor matrix = node.weights(1);
  if (matrix.sizes.size() != 2 || node.flag("transpose_a")) node.refuse("its shape");
  const bool turn = node.flag("transpose_b");
  chain.dense(turn ? transposed(matrix.values, Shape(matrix.sizes)) : matrix.values,
              matrix.sizes[turn ? 0 : 1], {});
  read_fused(node, chain);
}

void read_sum(const Node& node, OperatorChain& chain) {
  const bool first = node.constant(0).has_value();
  const ConstantTensor other = node.weights(first ? 0 : 1);
  std::vector<int> sizes = other.sizes;
  std::erase(sizes, 1);
  if (sizes.size() > 1) node.refuse("what it adds or multiplies with is no vector");
  std::vector<float> values = other.values;
  if (node.kind() == "Mul") return chain.affine(values, {0});
  if (node.kind() == "Sub") {
    if (first) return chain.affine({-1}, values);
    for (float& each : values) each = -each;
  }
  if (node.kind() == "RealDiv") {
    if (first) node.refuse("it divides by the image");
    for (float& each : values) each = 1 / each;
    return chain.affine(values, {0});
  }
  chain.affine({1}, values);
}

void read_node_padding(const Node& node, OperatorChain& chain) {
  const auto pads = node.integers(1);
  if (!pads || pads->size() != 8) node.refuse("its padding");
  if (const auto value = node.constant(2); value && !value->values.empty() && value->values[0] != 0)
    node.refuse("it does not pad with zeros");
  chain.zero_padding({(*pads)[2], (*pads)[4], (*pads)[3], (*pads)[5]});
}

}  // namespace

void read_tensorflow_operator(const OperatorGraph& graph, const Operator& each, OperatorChain& chain) {
  const Node node(graph, each);
  const std::string& kind = node.kind();
  if (kind == "Conv2D" || kind == "_FusedConv2D" || kind == "DepthwiseConv2dNative" ||
      kind == "FusedDepthwiseConv2dNative" || kind == "_FusedDepthwiseConv2dNative")
    return read_node_convolution(node, chain);
  if (kind == "MatMul" || kind == "_FusedMatMul") return read_product(node, chain);
  if (kind == "BiasAdd" || kind == "Add" || kind == "AddV2" || kind == "Sub" || kind == "Mul" ||
      kind == "RealDiv")
    return read_sum(node, chain);
  if (kind == "MaxPool") return chain.pooling("Max", node.steps(node.pair("ksize")));
  if (kind == "AvgPool") return chain.pooling("Average", node.steps(node.pair("ksize")));
  if (kind == "Mean" || kind == "Max") {
    if (node.integers(1) != std::vector<int>{1, 2}) node.refuse("its axes are not those of the image");
    return chain.global_pooling(kind == "Mean" ? "Average" : "Max");
  }
  if (kind.starts_with("FusedBatchNorm"))
    return chain.batch_normalization(
        {node.weights(1).values, node.weights(2).values, node.weights(3).values, node.weights(4).values},
        node.number("epsilon", 1e-3));
  if (kind == "Pad" || kind == "PadV2") return read_node_padding(node, chain);
  if (kind == "Reshape") {
    const auto sizes = node.integers(1);
    if (!sizes || sizes->empty()) return chain.flatten();
    return chain.reshape({sizes->begin() + 1, sizes->end()});
  }
  if (kind == "ExpandDims") {
    const auto axis = node.integers(1);
    if (!axis || axis->size() != 1) node.refuse("its axis");
    return chain.expand((*axis)[0]);
  }
  if (kind == "Squeeze") return chain.flatten();
  if (kind == "Transpose") return chain.transpose(node.integers(1).value_or(std::vector<int>()));
  if (kind == "Identity" || kind == "Cast" || kind == "ArgMax" || kind == "StopGradient") return;
  apply(node, kind, chain);
}

}  // namespace inkling
