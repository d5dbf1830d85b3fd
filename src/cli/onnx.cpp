#include "cli/onnx.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/wire_format_lite.h>

#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "cli/onnx_tensors.h"

namespace inkling::onnx {

namespace {

namespace pb = google::protobuf;
using pb::internal::WireFormatLite;

/// Each takes up to a kilobyte of memory, and may take two bytes of the file.
constexpr int kMaxFields = 100'000;
constexpr int kMaxMessages = 32;

/// Takes the fields of the message and of those in it from `left`. False where it is damaged, or too few were
/// left.
bool count_fields(const pb::Descriptor& message, pb::io::CodedInputStream& in, int& left) {
  while (const std::uint32_t tag = in.ReadTag()) {
    if (--left < 0) return false;
    const auto* const field = message.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
    const auto* const inner = field ? field->message_type() : nullptr;
    if (!inner || WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      if (!WireFormatLite::SkipField(&in, tag)) return false;
      continue;
    }
    int length = 0;
    if (!in.ReadVarintSizeAsInt(&length)) return false;
    const auto limit = in.PushLimit(length);
    if (!count_fields(*inner, in, left)) return false;
    in.PopLimit(limit);
  }
  return in.ConsumedEntireMessage();
}

bool parse(std::span<const std::byte> bytes, ModelProto& model) {
  // It would tell the terminal of texts that are not UTF-8.
  const pb::LogSilencer silence;
  if (bytes.size() > kMaxModelBytes) return false;
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<int>(bytes.size());
  pb::io::CodedInputStream counted(data, size), parsed(data, size);
  counted.SetRecursionLimit(kMaxMessages);
  parsed.SetRecursionLimit(kMaxMessages);
  int left = kMaxFields;
  if (!count_fields(*ModelProto::descriptor(), counted, left)) {
    if (left < 0) fail(kOnnx, "the file has more than {} fields", kMaxFields);
    return false;
  }
  return model.ParseFromCodedStream(&parsed) && parsed.ConsumedEntireMessage() &&
         model.graph().node_size() > 0;
}

Json shape_of(const TypeProto::Tensor& type) {
  if (!type.has_shape()) return nullptr;
  Json shape = Json::array();
  for (const auto& size : type.shape().dim()) {
    if (size.has_dim_value())
      shape.push_back(size.dim_value());
    else
      shape.push_back(size.has_dim_param() ? Json(size.dim_param()) : Json());
  }
  return shape;
}

template <typename Values>
Json values_from(const Values& list) {
  Json values = Json::array();
  for (const auto& value : list)
    values.push_back({{"name", value.name()},
                      {"elem_type", value.type().tensor_type().elem_type()},
                      {"shape", shape_of(value.type().tensor_type())}});
  return values;
}

template <typename List>
Json list_from(const List& list) {
  return std::vector(list.begin(), list.end());
}

Json value_of(const NodeProto& node, const AttributeProto& attribute, Tensors& tensors) {
  switch (attribute.type()) {
    case AttributeProto::FLOAT:
      return attribute.f();
    case AttributeProto::INT:
      return attribute.i();
    case AttributeProto::STRING:
      return on_one_line(attribute.s());
    case AttributeProto::FLOATS:
      return list_from(attribute.floats());
    case AttributeProto::INTS:
      return list_from(attribute.ints());
    case AttributeProto::STRINGS: {
      Json texts = Json::array();
      for (const auto& text : attribute.strings()) texts.push_back(on_one_line(text));
      return texts;
    }
    case AttributeProto::TENSOR: {
      const std::string name = (node.output_size() > 0 ? node.output(0) : "") + ":" + attribute.name();
      return tensors.add(name, attribute.t()) ? Json{{"tensor", name}} : Json();
    }
    default:
      return nullptr;
  }
}

Json nodes_from(const GraphProto& graph, Tensors& tensors) {
  Json nodes = Json::array();
  for (const NodeProto& node : graph.node()) {
    Json::object_t attributes;
    for (const AttributeProto& attribute : node.attribute())
      attributes.emplace_back(attribute.name(), value_of(node, attribute, tensors));
    nodes.push_back({{"name", node.name()},
                     {"op_type", node.op_type()},
                     {"domain", node.domain()},
                     {"input", list_from(node.input())},
                     {"output", list_from(node.output())},
                     {"attribute", std::move(attributes)}});
  }
  return nodes;
}

Json description_of(const ModelProto& model, Tensors& tensors) {
  Json sets = Json::array();
  for (const auto& set : model.opset_import())
    sets.push_back({{"domain", set.domain()}, {"version", set.version()}});
  std::map<std::string, Json> properties;
  for (const auto& property : model.metadata_props()) properties[property.key()] = property.value();
  Json graph{{"name", model.graph().name()},
             {"node", nodes_from(model.graph(), tensors)},
             {"input", values_from(model.graph().input())},
             {"output", values_from(model.graph().output())}};
  return {{"ir_version", model.ir_version()},
          {"producer_name", model.producer_name()},
          {"producer_version", model.producer_version()},
          {"opset_import", std::move(sets)},
          {"metadata_props", Json(std::move(properties))},
          {"graph", std::move(graph)},
          {"integers", std::move(tensors.integers)}};
}

}  // namespace

}  // namespace inkling::onnx

namespace inkling {

bool is_onnx(std::span<const std::byte> bytes) {
  onnx::ModelProto model;
  return onnx::parse(bytes, model);
}

ModelFile read_onnx(std::string name, std::span<const std::byte> bytes,
                    const std::function<Bytes(const std::string& file)>& external) {
  onnx::ModelProto model;
  if (!onnx::parse(bytes, model)) fail(onnx::kOnnx, "this is no ONNX model, or a damaged one");
  onnx::Tensors tensors(bytes.size(), external);
  for (const auto& tensor : model.graph().initializer()) tensors.add(tensor.name(), tensor);
  Json description{{"onnx", onnx::description_of(model, tensors)}};
  return {std::move(name), {}, std::move(description), std::move(tensors.tensors)};
}

bool is_plain_name(const std::string& name) {
  using namespace std::string_view_literals;
  return !name.empty() && name != "." && name != ".." && name.find_first_of("/\\\0"sv) == name.npos;
}

}  // namespace inkling
