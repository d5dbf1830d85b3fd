#include <doctest/doctest.h>

#include "io/constant_folding.h"
#include "onnx_graph.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

const Json kNone = Json::object();

std::vector<Scalar> an_image() {
  Random random(6);
  return random_scalars(784, random, 0, 1);
}

/// Whether the graph answers as a convolution, a rectifier and a product do.
void check_convolved(OnnxGraph graph) {
  const auto image = an_image();
  CHECK(distance(onnx_answers(graph.files(), image), convolved(kKernel, kBias, kMatrix, image)) < 1e-5);
}

OnnxGraph& add_end(OnnxGraph& graph) {
  return graph.node("Conv", {"k", "b"}).node("Relu").node("Flatten").node("MatMul", {"m"});
}

std::string layers_in(OnnxGraph graph) {
  std::string all;
  const ImportedModel imported = import_model(graph.files(), "0..1");
  for (const auto& layer : imported.named.model.layers())
    all += std::string(layer->type()) + layer->output_shape().text() + " ";
  return all;
}

}  // namespace

TEST_CASE("an image that comes as a row, a table or with its channel last is the same image") {
  // PyTorch's x.view(x.size(0), 1, 28, 28).
  OnnxGraph computed = onnx_convolution({nullptr, 784});
  computed.integers("first", {0}).integers("image", {1, 28, 28});
  computed.made_by("Shape", {"x"}, kNone).node("Gather", {"first"}).node("Unsqueeze", {}, {{"axes", {0}}});
  computed.node("Concat", {"image"}, {{"axis", 0}}).made_by("Reshape", {"x", "y3"}, kNone);
  check_convolved(add_end(computed));
  // As it is since opset 15.
  OnnxGraph part = onnx_convolution({nullptr, 784});
  part.integers("image", {1, 28, 28}).made_by("Shape", {"x"}, {{"start", 0}, {"end", 1}});
  part.node("Concat", {"image"}, {{"axis", 0}}).made_by("Reshape", {"x", "y1"}, kNone);
  check_convolved(add_end(part));
  // What TensorFlow's converter writes.
  for (const Json& shape : {Json{nullptr, 28, 28}, Json{nullptr, 784}}) {
    OnnxGraph table = onnx_convolution(shape);
    table.integers("s", {-1, 28, 28, 1}).node("Reshape", {"s"});
    check_convolved(add_end(table.node("Transpose", {}, {{"perm", {0, 3, 1, 2}}})));
  }
  OnnxGraph last = onnx_convolution({nullptr, 28, 28});
  last.node("Unsqueeze", {}, {{"axes", {3}}}).node("Transpose", {}, {{"perm", {0, 3, 1, 2}}});
  check_convolved(add_end(last));
  OnnxGraph first = onnx_convolution({nullptr, 28, 28});
  check_convolved(add_end(first.integers("one", {1}).node("Unsqueeze", {"one"})));
}

TEST_CASE("a padding that PyTorch computes is found") {
  // Its own order is from the last axis on, and as many as were given: here left, right, above, below.
  OnnxGraph graph = onnx_convolution();
  graph.integers("given", {1, 2, 3, 4}).integers("pairs", {-1, 2});
  graph.integers("from", {-1}).integers("to", {-1'000'000'000}).integers("rows", {0}).integers("back", {-1});
  graph.integers("row", {-1}).tensor("zero", {1}, {0});
  graph.made_by("Shape", {"given"}, kNone).node("ConstantOfShape", {}, {{"value", {{"tensor", "zero"}}}});
  graph.made_by("Concat", {"given", "y1"}, {{"axis", 0}}).node("Reshape", {"pairs"});
  graph.node("Slice", {"from", "to", "rows", "back"}).node("Transpose", {}, {{"perm", {1, 0}}});
  graph.node("Reshape", {"row"}).made_by("Pad", {"x", "y6"}, {{"mode", "constant"}});
  CHECK(layers_in(graph.node("Conv", {"k", "b"}).node("GlobalAveragePool").node("Flatten")) ==
        "ZeroPadding2D(35, 31, 1) Conv2D(33, 29, 3) GlobalAveragePooling2D(3) ");
}

TEST_CASE("logarithms of probabilities that are undone leave the probabilities") {
  const auto image = an_image();
  const auto answers = [&](const std::vector<const char*>& ends) {
    OnnxGraph graph = onnx_convolution();
    add_end(graph);
    for (const char* each : ends) graph.node(each);
    return onnx_answers(graph.files(), image);
  };
  const auto right = answers({"Softmax"});
  CHECK(answers({"LogSoftmax", "Softmax"}) == right);
  CHECK(answers({"LogSoftmax", "Exp"}) == right);
  CHECK(contains(refusal([&] { answers({"Exp"}); }), "an exponential function cannot be opened"));
}

TEST_CASE("a softmax over something else than the classes is refused") {
  OnnxGraph graph = onnx_convolution();
  CHECK(contains(onnx_refusal(add_end(graph).node("Softmax", {}, {{"axis", 0}})),
                 "its axis is not that of the classes"));
}

TEST_CASE("one pixel or one more axis changes nothing") {
  OnnxGraph pixel = onnx_convolution();
  pixel.tensor("one", {2, 3, 1, 1}, {1, 2, 3, 4, 5, 6});
  CHECK(layers_in(
            pixel.node("Conv", {"k", "b"}).node("GlobalAveragePool").node("Conv", {"one"}).node("Flatten")) ==
        "Conv2D(26, 26, 3) GlobalAveragePooling2D(3) Dense(2) ");
  // PyTorch until 1.5 normalizes rows so.
  OnnxGraph row = onnx_convolution();
  row.tensor("n", {3}, {1, 1, 1})
      .node("Conv", {"k", "b"})
      .node("GlobalAveragePool")
      .node("Flatten", {}, {{"axis", 1}});
  row.node("Unsqueeze", {}, {{"axes", {2}}}).node("BatchNormalization", {"n", "n", "n", "n"});
  CHECK(layers_in(row.node("Squeeze", {}, {{"axes", {2}}})) ==
        "Conv2D(26, 26, 3) GlobalAveragePooling2D(3) BatchNormalization(3) ");
}

TEST_CASE("a maximum before its rectifier may be padded, and a clip from zero is a rectifier") {
  const Json padded{{"kernel_shape", {3, 3}}, {"strides", {2, 2}}, {"pads", {1, 1, 1, 1}}};
  OnnxGraph graph = onnx_convolution();
  graph.node("Conv", {"k", "b"})
      .node("MaxPool", {}, padded)
      .node("Relu")
      .node("GlobalMaxPool")
      .node("Flatten");
  CHECK(layers_in(graph) ==
        "Conv2D(26, 26, 3) ZeroPadding2D(28, 28, 3) MaxPooling2D(13, 13, 3) GlobalMaxPooling2D(3) ");
  // The shapes on the way are those of the file's order.
  OnnxGraph turned = onnx_convolution();
  turned.integers("axis", {1, 2, 3}).tensor("p", {507, 3}, some_weights(507 * 3, 8));
  turned.node("Conv", {"k", "b"})
      .node("MaxPool", {}, {{"kernel_shape", {2, 2}}, {"strides", {2, 2}}})
      .node("Relu");
  turned.made_by("Shape", {"y2"}, kNone).node("Gather", {"axis"}).node("ReduceProd");
  turned.integers("rest", {-1}).node("Unsqueeze", {}, {{"axes", {0}}});
  turned.made_by("Concat", {"rest", "y6"}, {{"axis", 0}}).made_by("Reshape", {"y2", "y7"}, kNone);
  CHECK(layers_in(turned.node("MatMul", {"p"})) ==
        "Conv2D(26, 26, 3) MaxPooling2D(13, 13, 3) Flatten(507) Dense(3) ");
  OnnxGraph clip = onnx_convolution();
  check_convolved(
      clip.node("Conv", {"k", "b"}).node("Clip", {}, {{"min", 0.0}}).node("Flatten").node("MatMul", {"m"}));
  CHECK(contains(onnx_refusal(onnx_convolution().node("Clip", {}, {{"min", 0.0}, {"max", 6.0}})),
                 "it has an upper end"));
}

TEST_CASE("what is computed from constants is bounded") {
  OnnxGraph graph = onnx_convolution();
  graph.integers("s", {1, 2});
  std::string last = "s";
  // Twice as many numbers each time.
  for (int i = 0; i < 40; ++i) {
    graph.made_by("Concat", {last, last}, {{"axis", 0}});
    last = "y" + std::to_string(i);
  }
  CHECK(contains(onnx_refusal(graph.made_by("Pad", {"x", last}, kNone)), "its padding"));
  const ConstantTensor many{{1}, {1e9F}};
  CHECK_FALSE(fold({.kind = "ConstantOfShape", .name = "", .inputs = {}, .outputs = {}}, {many}).has_value());
}

TEST_CASE("what TensorFlow computes of shapes is folded too") {
  const auto folded = [](const char* kind, std::vector<ConstantTensor> inputs) {
    return fold({.kind = kind, .name = "", .inputs = {}, .outputs = {}}, std::move(inputs));
  };
  const ConstantTensor shape{{3}, {1, 28, 28}}, zero{{1}, {0}}, one{{1}, {1}}, two{{1}, {2}}, three{{1}, {3}};
  CHECK(folded("StridedSlice", {shape, one, two, one})->values == std::vector<float>{28});
  CHECK_FALSE(folded("StridedSlice", {shape, zero, two, one}).has_value());
  CHECK_FALSE(folded("StridedSlice", {shape, three, {{1}, {4}}, one}).has_value());
  CHECK(folded("Pack", {{{}, {1}}, {{}, {784}}})->values == std::vector<float>{1, 784});
}
