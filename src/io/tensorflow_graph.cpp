#include "io/tensorflow_graph.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "io/operator_reader.h"
#include "io/tensorflow_js.h"
#include "io/tensorflow_operator.h"

namespace inkling {

namespace {

constexpr const char* kGraphModel = "TensorFlow.js";

Json nodes_in(const Json& model) {
  const Json topology = model.value("modelTopology", Json());
  return topology.is_object() ? topology.value("node", Json()) : Json();
}

/// "conv/Relu:0" and "^conv/Relu" are outputs of "conv/Relu".
std::string maker_of(std::string name) {
  name = name.substr(0, name.find(':'));
  return name.starts_with('^') ? name.substr(1) : name;
}

std::vector<int> placeholder_sizes(const Json& node) {
  Json shape = node;
  for (const char* key : {"attr", "shape", "shape", "dim"})
    shape = shape.is_object() ? shape.value(key, Json()) : Json();
  std::vector<int> sizes;
  if (!shape.is_array() || shape.size() < 2 || shape.size() > 4)
    fail(kGraphModel, "its input must be images, and has the shape {}", shape);
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const Json size = shape[i].is_object() ? shape[i].value("size", Json()) : Json();
    const std::string digits = size.is_string() ? size.get<std::string>() : size.dump();
    const bool is_known =
        !digits.empty() && digits.size() <= 4 && digits.find_first_not_of("0123456789") == digits.npos;
    sizes.push_back(is_known ? std::max(std::stoi(digits), 1) : i == 3 ? 1 : kImageSide);
  }
  return sizes;
}

bool is_graph_model(const ModelFiles& files) {
  const ModelFile* file = tensorflow_js_in(files);
  if (!file) return false;
  const Json model = parse_json(file->name, json_in(*file));
  return model.is_object() && nodes_in(model).is_array();
}

std::vector<ForeignNetwork> read_graph_model(const ModelFiles& files) {
  const TensorFlowJs file = read_tensorflow_js(files);
  OperatorGraph graph;
  for (const auto& tensor : file.tensors) {
    std::vector<int> sizes;
    for (int i = 0; i < tensor.shape.rank(); ++i) sizes.push_back(tensor.shape[i]);
    graph.add(tensor.name, {sizes, tensor.values});
  }
  const Json nodes = nodes_in(file.model);
  const Json* input = nullptr;
  std::vector<std::string> made;
  std::set<std::string> read_by_others;
  for (const Json& node : nodes) {
    if (!node.is_object() || !node.value("op", Json()).is_string() || !node.value("name", Json()).is_string())
      fail(kGraphModel, "an operator has no op or no name");
    Operator each{.kind = node["op"], .name = node["name"], .outputs = {node["name"]}};
    if (const Json inputs = node.value("input", Json()); inputs.is_array())
      for (const Json& name : inputs)
        if (name.is_string()) each.inputs.push_back(maker_of(name));
    each.attributes = node.value("attr", Json::object());
    if (each.kind == "Placeholder" && !input) input = &node;
    made.push_back(each.name);
    read_by_others.insert(each.inputs.begin(), each.inputs.end());
    if (each.kind != "Const") graph.add(std::move(each));
  }
  require(input, kGraphModel, "it has no input");
  graph.start_from((*input)["name"]);
  // The output is what nobody reads, the last of them where the file does not say it.
  std::string output;
  for (const auto& name : made)
    if (!read_by_others.contains(name)) output = name;
  OperatorChain chain("", placeholder_sizes(*input), false);
  read_chain(graph, (*input)["name"], graph.chain_to(output), chain, read_tensorflow_operator);
  return {{.network = chain.finish(), .writer = file.writer()}};
}

}  // namespace

Format tensorflow_graph_format() {
  return {.name = "tfjs-graph",
          .title = "TensorFlow.js graph model (model.json)",
          .endings = {},
          .sniff = is_graph_model,
          .read = read_graph_model};
}

}  // namespace inkling
