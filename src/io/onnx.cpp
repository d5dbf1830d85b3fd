#include "io/onnx.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "io/onnx_operator.h"
#include "io/onnx_writing.h"
#include "io/operator_reader.h"

namespace inkling {

namespace {

constexpr const char* kOnnx = "ONNX";

/// The sizes of an input after the batch; open ones are those of MNIST's images.
std::vector<int> input_sizes(const Json& input) {
  const Json shape = input.value("shape", Json());
  if (!shape.is_array() || shape.size() < 2 || shape.size() > 4)
    fail(kOnnx, "its input must be images, and has the shape {}", shape);
  std::vector<int> sizes;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const bool is_known = shape[i].is_number_integer() && shape[i] > 0 && shape[i] <= 4096;
    if (shape[i].is_number_integer() && shape[i] > 4096)
      fail(kOnnx, "its input must be images, and has the shape {}", shape);
    sizes.push_back(is_known ? shape[i].get<int>() : shape.size() == 4 && i == 1 ? 1 : kImageSide);
  }
  return sizes;
}

const Json* graph_in(const ModelFiles& files) {
  for (const auto& file : files)
    if (file.description.contains("onnx")) return &file.description["onnx"];
  return nullptr;
}

OperatorGraph graph_of(const ModelFile& file, const Json& onnx) {
  OperatorGraph operators;
  for (const auto& tensor : file.tensors) {
    operators.add(tensor.name, {tensor.shape.sizes(), tensor.values});
  }
  const Json integers = onnx.value("integers", Json::object());
  for (const auto& [name, each] : integers.items())
    operators.add(name, {each["shape"].get<std::vector<int>>(), each["values"].get<std::vector<float>>()});
  for (const Json& node : onnx["graph"]["node"])
    operators.add({node["op_type"], node["name"], node["input"], node["output"], node["attribute"]});
  return operators;
}

/// With each ReLU before the maximum that it follows, which gives the same: there, zeros around the image
/// change no maximum.
std::vector<Operator> rectified_first(std::vector<Operator> chain) {
  for (std::size_t i = 0; i + 1 < chain.size(); ++i)
    if (chain[i].kind == "MaxPool" && chain[i + 1].kind == "Relu") {
      std::swap(chain[i], chain[i + 1]);
      std::swap(chain[i].outputs, chain[i + 1].outputs);
    }
  return chain;
}

bool is_onnx(const ModelFiles& files) {
  return graph_in(files) != nullptr;
}

std::vector<ForeignNetwork> read_onnx_model(const ModelFiles& files) {
  const auto file = std::find_if(files.begin(), files.end(),
                                 [](const ModelFile& each) { return each.description.contains("onnx"); });
  const Json& onnx = file->description["onnx"];
  const Json& graph = onnx["graph"];
  OperatorGraph operators = graph_of(*file, onnx);
  // Until IR 4 initializers are inputs too.
  const auto input = std::find_if(graph["input"].begin(), graph["input"].end(), [&](const Json& each) {
    return !operators.constant(each["name"].get<std::string>());
  });
  if (input == graph["input"].end() || graph["output"].empty()) fail(kOnnx, "it has no input or no output");
  operators.start_from((*input)["name"]);
  const std::vector<int> sizes = input_sizes(*input);
  const bool channels_first = sizes.size() == 3 && sizes[0] <= 4 && sizes[2] > 4;
  OperatorChain chain("", sizes, channels_first || sizes.size() < 3);
  read_chain(operators, (*input)["name"], rectified_first(operators.chain_to(graph["output"][0]["name"])),
             chain, read_onnx_operator);
  const std::string producer = onnx.value("producer_name", Json("")).get<std::string>(),
                    version = onnx.value("producer_version", Json("")).get<std::string>();
  return {{.network = chain.finish(),
           .writer = "ONNX" + (producer.empty() ? "" : ", " + producer + " " + version),
           .is_pytorch = producer.find("torch") != producer.npos,
           .note = read_note(onnx.value("metadata_props", Json::object()).value(ModelNote::kKey, Json()))}};
}

}  // namespace

Format onnx_format() {
  return {.name = "onnx",
          .title = "ONNX (.onnx)",
          .endings = {".onnx"},
          .sniff = is_onnx,
          .read = read_onnx_model,
          .write = write_onnx_model};
}

}  // namespace inkling
