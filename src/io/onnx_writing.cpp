#include "io/onnx_writing.h"

#include <map>

#include "base/error.h"
#include "io/keras_writing.h"

namespace inkling {

namespace {

/// The first version with all operators that are written, and that of the files that can have it.
struct OnnxVersion {
  int operators, file;
};
constexpr OnnxVersion kUsual{13, 7}, kWithGelu{20, 9};

constexpr int kFloat = 1;
constexpr const char *kInput = "image", *kOutput = "output";

Json activation_operator(const std::string& activation) {
  static const std::map<std::string, std::string> operators{{"relu", "Relu"}, {"sigmoid", "Sigmoid"},
                                                            {"tanh", "Tanh"}, {"softmax", "Softmax"},
                                                            {"elu", "Elu"},   {"gelu", "Gelu"}};
  const auto found = operators.find(activation);
  if (found == operators.end()) fail("ONNX", "it has no operator for the activation {}", activation);
  return found->second;
}

/// The operators of a network, one layer after the other.
class OnnxGraph {
 public:
  void add(const WrittenLayer& layer) {
    shape_ = layer.input;
    layer_ = &layer;
    if (layer.class_name == "Dropout") return;  // does nothing but in training
    const auto found = kinds().find(layer.class_name);
    if (found == kinds().end())
      fail("ONNX", "it has no operator for {} ({})", layer.class_name, layer.name());
    (this->*found->second)();
  }

  ModelFile finish(const WrittenModel& model) {
    put_channels(false);
    nodes_.back()["output"] = Json::array({kOutput});
    const OnnxVersion version = has_gelu_ ? kWithGelu : kUsual;
    Json onnx{{"ir_version", version.file},
              {"producer_name", "Inkling"},
              {"producer_version", ""},
              {"opset_import", Json::array({{{"domain", ""}, {"version", version.operators}}})},
              {"metadata_props", {{ModelNote::kKey, model.note.text()}}},
              {"graph",
               {{"name", model.network.name()},
                {"node", std::move(nodes_)},
                {"input", Json::array({value(kInput, model.network.input_shape())})},
                {"output", Json::array({value(kOutput, model.network.output_shape())})}}},
              {"integers", std::move(integers_)}};
    return {model.name + ".onnx", {}, {{"onnx", std::move(onnx)}}, std::move(tensors_)};
  }

 private:
  static const std::map<std::string, void (OnnxGraph::*)()>& kinds() {
    static const std::map<std::string, void (OnnxGraph::*)()> all{
        {"Conv2D", &OnnxGraph::add_convolution},
        {"DepthwiseConv2D", &OnnxGraph::add_convolution},
        {"Dense", &OnnxGraph::add_dense},
        {"MaxPooling2D", &OnnxGraph::add_pooling},
        {"AveragePooling2D", &OnnxGraph::add_pooling},
        {"GlobalMaxPooling2D", &OnnxGraph::add_global_pooling},
        {"GlobalAveragePooling2D", &OnnxGraph::add_global_pooling},
        {"BatchNormalization", &OnnxGraph::add_normalization},
        {"ZeroPadding2D", &OnnxGraph::add_padding},
        {"Rescaling", &OnnxGraph::add_rescaling},
        {"LeakyReLU", &OnnxGraph::add_leaky_relu},
        {"Activation", &OnnxGraph::add_activation},
        {"Flatten", &OnnxGraph::add_flatten},
        {"Reshape", &OnnxGraph::add_reshape},
        {"Permute", &OnnxGraph::add_permutation}};
    return all;
  }

  const Json& config(const char* key) const { return layer_->config.at(key); }
  static Json value(const Json& name, const Shape& shape) {
    Json sizes = Json::array({"batch"});
    for (const int size : shape.sizes()) sizes.push_back(size);
    return {{"name", name}, {"elem_type", kFloat}, {"shape", std::move(sizes)}};
  }

  /// Of what went before and of constants.
  void add_operator(const std::string& kind, Json attributes,
                    const std::vector<std::string>& constants = {}) {
    Json inputs = Json::array({value_});
    for (const auto& each : constants) inputs.push_back(each);
    const std::string name = kind + "_" + std::to_string(nodes_.size());
    value_ = name + "_output";
    nodes_.push_back({{"name", name},
                      {"op_type", kind},
                      {"domain", ""},
                      {"input", std::move(inputs)},
                      {"output", Json::array({value_})},
                      {"attribute", std::move(attributes)}});
  }

  std::string constant(NamedTensor tensor) {
    tensors_.push_back(std::move(tensor));
    return tensors_.back().name;
  }
  std::string constant(const char* what, double number) {
    return constant({layer_->name() + "/" + what, {1}, {static_cast<float>(number)}});
  }
  std::string integers(const char* what, const std::vector<int>& values) {
    const std::string name = layer_->name() + "/" + what;
    integers_[name] = {{"shape", {values.size()}}, {"values", values}};
    return name;
  }
  NamedTensor weight(std::size_t i) const {
    const auto& each = *layer_->weights[i];
    return tensor_of(each, layer_->name() + "/" + weight_role(each));
  }

  /// Of an image.
  void put_channels(bool first) {
    if (first == channels_first_) return;
    channels_first_ = first;
    add_operator("Transpose", {{"perm", first ? Json{0, 3, 1, 2} : Json{0, 2, 3, 1}}});
  }

  /// What Conv and the poolings say of their window.
  Json window(const char* size) const {
    std::vector<int> pads(4, 0);
    if (config("padding") == "same")
      for (int axis = 0; axis < 2; ++axis) {
        const int stride = config("strides")[axis], outputs = (shape_[axis] + stride - 1) / stride,
                  all = std::max(0, (outputs - 1) * stride + config(size)[axis].get<int>() - shape_[axis]);
        pads[axis] = all / 2;
        pads[axis + 2] = all - all / 2;
      }
    return {{"kernel_shape", config(size)}, {"strides", config("strides")}, {"pads", std::move(pads)}};
  }

  void add_convolution() {
    put_channels(true);
    const bool is_depthwise = layer_->class_name == "DepthwiseConv2D";
    NamedTensor kernel = weight(0);
    if (is_depthwise) kernel.shape = {kernel.shape[0], kernel.shape[1], 1, kernel.shape[2] * kernel.shape[3]};
    const Shape shape = kernel.shape;
    kernel = {
        kernel.name, {shape[3], shape[2], shape[0], shape[1]}, channels_first_kernel(kernel.values, shape)};
    std::vector<std::string> constants{constant(std::move(kernel))};
    if (layer_->weights.size() > 1) constants.push_back(constant(weight(1)));
    Json attributes = window("kernel_size");
    attributes["group"] = is_depthwise ? shape_[2] : 1;
    add_operator("Conv", std::move(attributes), constants);
    add_activation();
  }

  void add_dense() {
    std::vector<std::string> constants{constant(weight(0))};
    if (layer_->weights.size() > 1) constants.push_back(constant(weight(1)));
    add_operator("Gemm", Json::object(), constants);
    add_activation();
  }

  bool is_max() const { return layer_->class_name.find("Max") != std::string::npos; }
  void add_pooling() {
    put_channels(true);
    add_operator(is_max() ? "MaxPool" : "AveragePool", window("pool_size"));
  }

  void add_global_pooling() {
    put_channels(true);
    add_operator(is_max() ? "GlobalMaxPool" : "GlobalAveragePool", Json::object());
    channels_first_ = false;
    add_operator("Flatten", {{"axis", 1}});
  }

  void add_normalization() {
    if (shape_.rank() == 3) put_channels(true);
    const std::size_t channels = static_cast<std::size_t>(shape_[-1]);
    std::vector<std::string> constants;
    std::size_t next = 0;
    for (const auto& [key, role, neutral] : {std::tuple{"scale", "gamma", 1.0F}, {"center", "beta", 0.0F}})
      constants.push_back(constant(config(key) == true ? weight(next++)
                                                       : NamedTensor{layer_->name() + "/" + role,
                                                                     {shape_[-1]},
                                                                     std::vector<float>(channels, neutral)}));
    for (int i = 0; i < 2; ++i) constants.push_back(constant(weight(next++)));
    add_operator("BatchNormalization", {{"epsilon", config("epsilon").get<double>()}}, constants);
  }

  void add_padding() {
    put_channels(true);
    const auto sides = padding_sides(config("padding"));
    add_operator("Pad", Json::object(),
                 {integers("pads", {0, 0, sides[0], sides[2], 0, 0, sides[1], sides[3]})});
  }

  void add_rescaling() {
    add_operator("Mul", Json::object(), {constant("scale", config("scale"))});
    add_operator("Add", Json::object(), {constant("offset", config("offset"))});
  }

  void add_leaky_relu() { add_operator("LeakyRelu", {{"alpha", config("negative_slope").get<double>()}}); }

  void add_activation() {
    const std::string& name = config("activation").get_ref<const std::string&>();
    if (name == "linear") return;
    Json attributes = Json::object();
    if (name == "softmax") attributes["axis"] = channels_first_ ? 1 : -1;
    has_gelu_ = has_gelu_ || name == "gelu";
    add_operator(activation_operator(name), std::move(attributes));
  }

  void add_flatten() {
    put_channels(false);
    add_operator("Flatten", {{"axis", 1}});
  }

  void add_reshape() {
    put_channels(false);
    std::vector<int> sizes{0};  // the batch as it is
    for (const Json& size : config("target_shape")) sizes.push_back(size);
    add_operator("Reshape", Json::object(), {integers("shape", sizes)});
  }

  void add_permutation() {
    put_channels(false);
    Json axes = Json::array({0});
    for (const Json& axis : config("dims")) axes.push_back(axis);
    add_operator("Transpose", {{"perm", std::move(axes)}});
  }

  const WrittenLayer* layer_ = nullptr;
  /// Of what the layer takes.
  Shape shape_;
  bool channels_first_ = false, has_gelu_ = false;
  std::string value_ = kInput;
  Json nodes_ = Json::array(), integers_ = Json::object();
  std::vector<NamedTensor> tensors_;
};

}  // namespace

ModelFiles write_onnx_model(const WrittenModel& model) {
  OnnxGraph graph;
  for (const WrittenLayer& layer : keras_layers(model.network)) graph.add(layer);
  return {graph.finish(model)};
}

}  // namespace inkling
