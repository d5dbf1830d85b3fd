#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "cli/onnx.h"
#include "cli/onnx_tensors.h"

namespace inkling::onnx {

namespace {

/// They are little-endian here too (onnx_tensors.cpp).
template <typename Number>
void put_numbers(TensorProto& tensor, TensorProto::DataType type, const std::vector<Number>& numbers) {
  tensor.set_data_type(type);
  tensor.set_raw_data(numbers.data(), numbers.size() * sizeof(Number));
}

TensorProto proto_of(const NamedTensor& tensor) {
  TensorProto proto;
  for (const int size : tensor.shape.sizes()) proto.add_dims(size);
  put_numbers(proto, TensorProto::FLOAT, tensor.values);
  return proto;
}

TensorProto proto_of(const Json& integers) {
  TensorProto proto;
  for (const Json& size : integers.at("shape")) proto.add_dims(size);
  put_numbers(proto, TensorProto::INT64, integers.at("values").get<std::vector<std::int64_t>>());
  return proto;
}

void put_value(ValueInfoProto& value, const Json& json) {
  value.set_name(json.at("name"));
  auto& type = *value.mutable_type()->mutable_tensor_type();
  type.set_elem_type(json.at("elem_type"));
  if (json.at("shape").is_null()) return;
  for (const Json& size : json.at("shape")) {
    auto& dim = *type.mutable_shape()->add_dim();
    if (size.is_number()) dim.set_dim_value(size);
    if (size.is_string()) dim.set_dim_param(size);
  }
}

void put_list(AttributeProto& attribute, const Json& list) {
  const auto has = [&](bool (Json::*is_so)() const noexcept) {
    return std::any_of(list.begin(), list.end(), [&](const Json& each) { return (each.*is_so)(); });
  };
  if (has(&Json::is_string)) {
    attribute.set_type(AttributeProto::STRINGS);
    for (const Json& each : list) attribute.add_strings(each.get<std::string>());
  } else if (has(&Json::is_number_float)) {
    attribute.set_type(AttributeProto::FLOATS);
    for (const Json& each : list) attribute.add_floats(each);
  } else {
    attribute.set_type(AttributeProto::INTS);
    for (const Json& each : list) attribute.add_ints(each);
  }
}

class Writing {
 public:
  explicit Writing(const ModelFile& file) : onnx_(file.description.at("onnx")) {
    for (const NamedTensor& tensor : file.tensors) tensors_.emplace_back(tensor.name, proto_of(tensor));
    for (const auto& [name, integers] : onnx_.at("integers").items())
      tensors_.emplace_back(name, proto_of(integers));
  }

  Bytes write() {
    ModelProto model;
    model.set_ir_version(onnx_.at("ir_version"));
    model.set_producer_name(onnx_.at("producer_name"));
    model.set_producer_version(onnx_.at("producer_version"));
    for (const Json& each : onnx_.at("opset_import")) {
      auto& operators = *model.add_opset_import();
      operators.set_domain(each.at("domain"));
      operators.set_version(each.at("version"));
    }
    for (const auto& [key, value] : onnx_.at("metadata_props").items()) {
      auto& property = *model.add_metadata_props();
      property.set_key(key);
      property.set_value(value);
    }
    put_graph(*model.mutable_graph(), onnx_.at("graph"));
    Bytes bytes(model.ByteSizeLong());
    if (!model.SerializeToArray(bytes.data(), static_cast<int>(bytes.size())))
      fail(kOnnx, "the model is too large");
    return bytes;
  }

 private:
  void put_graph(GraphProto& graph, const Json& json) {
    graph.set_name(json.at("name"));
    for (const Json& node : json.at("node")) put_node(*graph.add_node(), node);
    for (const Json& input : json.at("input")) put_value(*graph.add_input(), input);
    for (const Json& output : json.at("output")) put_value(*graph.add_output(), output);
    // Those that no attribute has taken.
    for (auto& [name, tensor] : tensors_) {
      if (tensor.data_type() == TensorProto::UNDEFINED) continue;
      tensor.set_name(name);
      graph.add_initializer()->Swap(&tensor);
    }
  }

  void put_node(NodeProto& node, const Json& json) {
    node.set_name(json.at("name"));
    node.set_op_type(json.at("op_type"));
    node.set_domain(json.at("domain"));
    for (const Json& input : json.at("input")) node.add_input(input.get<std::string>());
    for (const Json& output : json.at("output")) node.add_output(output.get<std::string>());
    for (const auto& [name, value] : json.at("attribute").items()) {
      if (value.is_null()) continue;
      AttributeProto& attribute = *node.add_attribute();
      attribute.set_name(name);
      put_attribute(attribute, value);
    }
  }

  void put_attribute(AttributeProto& attribute, const Json& value) {
    if (value.is_array()) return put_list(attribute, value);
    if (value.is_object()) {
      attribute.set_type(AttributeProto::TENSOR);
      attribute.mutable_t()->Swap(&tensor(value.at("tensor")));
    } else if (value.is_string()) {
      attribute.set_type(AttributeProto::STRING);
      attribute.set_s(value.get<std::string>());
    } else if (value.is_number_float()) {
      attribute.set_type(AttributeProto::FLOAT);
      attribute.set_f(value);
    } else {
      attribute.set_type(AttributeProto::INT);
      attribute.set_i(value);
    }
  }

  TensorProto& tensor(const std::string& name) {
    const auto found =
        std::find_if(tensors_.begin(), tensors_.end(), [&](const auto& each) { return each.first == name; });
    if (found == tensors_.end()) fail(kOnnx, "there is no tensor \"{}\"", name);
    return found->second;
  }

  const Json& onnx_;
  std::vector<std::pair<std::string, TensorProto>> tensors_;
};

}  // namespace

}  // namespace inkling::onnx

namespace inkling {

Bytes write_onnx(const ModelFile& file) {
  return onnx::Writing(file).write();
}

}  // namespace inkling
