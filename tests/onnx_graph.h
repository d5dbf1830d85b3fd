#pragma once

#include <string>
#include <utility>
#include <vector>

#include "io/import.h"
#include "numbers.h"

namespace inkling::tests {

/// A graph that grows node by node, each of which reads what the one before made.
class OnnxGraph {
 public:
  explicit OnnxGraph(const Json& input_shape, bool from_pytorch = false) {
    onnx_ = {{"producer_name", from_pytorch ? "pytorch" : "somebody"},
             {"producer_version", "1"},
             {"graph",
              {{"node", Json::array()},
               {"input", {{{"name", "x"}, {"elem_type", 1}, {"shape", input_shape}}}},
               {"output", Json::array()}}},
             {"integers", Json::object()}};
  }
  OnnxGraph& tensor(const std::string& name, const Shape& shape, std::vector<float> values) {
    file_.tensors.push_back({name, shape, std::move(values)});
    return *this;
  }
  OnnxGraph& integers(const std::string& name, const std::vector<int>& values) {
    onnx_["integers"][name] = {{"shape", {values.size()}}, {"values", values}};
    return *this;
  }
  OnnxGraph& node(const std::string& kind, const std::vector<std::string>& others = {},
                  const Json& attributes = Json::object()) {
    std::vector<std::string> inputs{last_};
    inputs.insert(inputs.end(), others.begin(), others.end());
    return made_by(kind, inputs, attributes);
  }
  OnnxGraph& made_by(const std::string& kind, const std::vector<std::string>& inputs,
                     const Json& attributes) {
    last_ = "y" + std::to_string(onnx_["graph"]["node"].size());
    onnx_["graph"]["node"].push_back({{"op_type", kind},
                                      {"name", kind + "_" + last_},
                                      {"input", inputs},
                                      {"output", {last_}},
                                      {"attribute", attributes}});
    return *this;
  }
  ModelFiles files() {
    onnx_["graph"]["output"] = {{{"name", last_}, {"shape", {nullptr, 3}}}};
    file_.description = {{"onnx", onnx_}};
    return {file_};
  }

 private:
  ModelFile file_{.name = "m.onnx", .bytes = {}, .description = nullptr, .tensors = {}};
  Json onnx_;
  std::string last_ = "x";
};

inline std::vector<float> some_weights(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  const auto values = random_scalars(count, random, -0.5, 0.5);
  return {values.begin(), values.end()};
}

/// What a network of a convolution (3 filters of 3x3), a rectifier and a product answers, computed with
/// channels first as the file has them.
inline std::vector<double> convolved(const std::vector<float>& kernel, const std::vector<float>& bias,
                                     const std::vector<float>& matrix, const std::vector<Scalar>& image) {
  std::vector<double> maps, answers(3, 0.0);
  for (int filter = 0; filter < 3; ++filter)
    for (int y = 0; y < 26; ++y)
      for (int x = 0; x < 26; ++x) {
        double sum = bias[static_cast<std::size_t>(filter)];
        for (int i = 0; i < 9; ++i)
          sum += static_cast<double>(kernel[static_cast<std::size_t>(filter * 9 + i)]) *
                 image[static_cast<std::size_t>((y + i / 3) * 28 + x + i % 3)];
        maps.push_back(std::max(sum, 0.0));
      }
  for (std::size_t i = 0; i < maps.size(); ++i)
    for (std::size_t unit = 0; unit < 3; ++unit) answers[unit] += maps[i] * matrix[i * 3 + unit];
  return answers;
}

inline std::vector<Scalar> onnx_answers(const ModelFiles& files, const std::vector<Scalar>& image) {
  return import_model(files, "0..1").named.model.predict(image, 1);
}

inline std::string onnx_refusal(OnnxGraph graph) {
  return refusal([&] { import_model(graph.files()); });
}

inline const std::vector<float> kKernel = some_weights(27, 1), kBias = some_weights(3, 2),
                                kMatrix = some_weights(2028 * 3, 3);

inline OnnxGraph onnx_convolution(Json shape = {nullptr, 1, 28, 28}) {
  OnnxGraph graph(shape);
  graph.tensor("k", {3, 1, 3, 3}, kKernel).tensor("b", {3}, kBias).tensor("m", {2028, 3}, kMatrix);
  return graph;
}

}  // namespace inkling::tests
