#include "io/onnx.h"

#include <doctest/doctest.h>

#include "io/import.h"
#include "numbers.h"
#include "onnx_graph.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("the ways in which ONNX flattens an image are the same network") {
  Random random(4);
  const auto image = random_scalars(784, random, 0, 1);
  const auto right = convolved(kKernel, kBias, kMatrix, image);
  const Json none = Json::object();
  std::vector<float> turned(kMatrix.size());
  for (std::size_t i = 0; i < 2028; ++i)
    for (std::size_t unit = 0; unit < 3; ++unit) turned[unit * 2028 + i] = kMatrix[i * 3 + unit];

  std::vector<OnnxGraph> graphs;
  graphs.push_back(
      onnx_convolution().node("Conv", {"k", "b"}).node("Relu").node("Flatten").node("MatMul", {"m"}));
  // The bias of its own, a computed shape, the matrix turned.
  graphs.push_back(onnx_convolution());
  graphs.back()
      .tensor("c", {3, 1, 1}, kBias)
      .tensor("t", {3, 2028}, turned)
      .node("Conv", {"k"})
      .node("Add", {"c"})
      .node("Relu")
      .integers("first", {0})
      .integers("rest", {-1})
      .made_by("Shape", {"x"}, none)
      .node("Gather", {"first"})
      .node("Unsqueeze", {}, {{"axes", {0}}})
      .node("Concat", {"rest"}, {{"axis", 0}})
      .made_by("Reshape", {"y2", "y6"}, none)
      .node("Gemm", {"t"}, {{"transB", 1}, {"alpha", 1.0}});
  // The batch fixed, and the matrix reshaped from one for each pixel.
  graphs.push_back(onnx_convolution({64, 1, 28, 28}));
  graphs.back()
      .integers("s", {64, 2028})
      .integers("r", {2028, 3})
      .made_by("Reshape", {"m", "r"}, none)
      .made_by("Conv", {"x", "k", "b"}, none)
      .node("Relu")
      .node("Reshape", {"s"})
      .node("MatMul", {"y0"});
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    CAPTURE(i);
    CHECK(distance(onnx_answers(graphs[i].files(), image), right) < 1e-5);
  }

  // Channels last where it comes in, and where it is flattened.
  std::vector<float> channels_last(kMatrix.size());
  for (std::size_t pixel = 0; pixel < 676; ++pixel)
    for (std::size_t channel = 0; channel < 3; ++channel)
      std::copy_n(kMatrix.data() + (channel * 676 + pixel) * 3, 3,
                  channels_last.data() + (pixel * 3 + channel) * 3);
  OnnxGraph last({"N", 28, 28, 1});
  last.tensor("k", {3, 1, 3, 3}, kKernel)
      .tensor("b", {3}, kBias)
      .tensor("l", {2028, 3}, channels_last)
      .integers("s", {-1, 2028})
      .node("Transpose", {}, {{"perm", {0, 3, 1, 2}}})
      .node("Conv", {"k", "b"})
      .node("Relu")
      .node("Transpose", {}, {{"perm", {0, 2, 3, 1}}})
      .node("Reshape", {"s"})
      .node("MatMul", {"l"});
  CHECK(distance(onnx_answers(last.files(), image), right) < 1e-5);
}

TEST_CASE("sums and products with constants become part of the network") {
  Random random(5);
  const auto image = random_scalars(784, random, 0, 1);
  std::vector<Scalar> dark = image;
  for (Scalar& each : dark) each = (each - Scalar(0.5)) / Scalar(0.25);
  auto right = convolved(kKernel, kBias, kMatrix, dark);
  for (double& each : right) each = each * 2 - 1;
  OnnxGraph graph = onnx_convolution();
  graph.tensor("half", {1}, {0.5F})
      .tensor("quarter", {1}, {0.25F})
      .tensor("two", {1}, {2})
      .tensor("one", {3}, {1, 1, 1})
      .node("Sub", {"half"})
      .node("Div", {"quarter"})
      .node("Conv", {"k", "b"})
      .node("Relu")
      .node("Flatten")
      .node("MatMul", {"m"})
      .node("Mul", {"two"})
      .node("Sub", {"one"});
  CHECK(distance(onnx_answers(graph.files(), image), right) < 1e-5);
  // One for each channel, after the rectifier.
  OnnxGraph other = onnx_convolution();
  other.tensor("scale", {1, 3, 1, 1}, {2, 2, 2})
      .node("Conv", {"k", "b"})
      .node("Relu")
      .node("Mul", {"scale"})
      .node("Flatten")
      .node("MatMul", {"m"});
  auto twice = convolved(kKernel, kBias, kMatrix, image);
  for (double& each : twice) each *= 2;
  CHECK(distance(onnx_answers(other.files(), image), twice) < 1e-4);
}

TEST_CASE("paddings are Keras's where they can be") {
  const auto layers = [](const Json& attributes, bool rectified, const char* kind) {
    OnnxGraph graph = onnx_convolution();
    graph.node("Conv", {"k", "b"});
    if (rectified) graph.node("Relu");
    graph.node(kind, {}, attributes).node("GlobalAveragePool").node("Flatten");
    std::string all;
    const ImportedModel imported = import_model(graph.files(), "0..1");
    for (const auto& layer : imported.named.model.layers())
      all += std::string(layer->type()) + layer->output_shape().text() + " ";
    return all;
  };
  const std::string before = "Conv2D(26, 26, 3) ", after = "GlobalAveragePooling2D(3) Flatten(3) ";
  CHECK(layers({{"kernel_shape", {2, 2}}, {"strides", {2, 2}}}, false, "MaxPool") ==
        before + "MaxPooling2D(13, 13, 3) GlobalAveragePooling2D(3) ");
  CHECK(layers({{"kernel_shape", {3, 3}}, {"strides", {1, 1}}, {"pads", {1, 1, 1, 1}}}, false, "MaxPool") ==
        before + "MaxPooling2D(26, 26, 3) GlobalAveragePooling2D(3) ");
  // PyTorch pads both sides where Keras pads the far one; after a rectifier no zero is the largest.
  CHECK(layers({{"kernel_shape", {3, 3}}, {"strides", {2, 2}}, {"pads", {1, 1, 1, 1}}}, true, "MaxPool") ==
        before + "ZeroPadding2D(28, 28, 3) MaxPooling2D(13, 13, 3) GlobalAveragePooling2D(3) ");
  CHECK(contains(
      refusal([&] {
        layers({{"kernel_shape", {3, 3}}, {"strides", {2, 2}}, {"pads", {1, 1, 1, 1}}}, false, "MaxPool");
      }),
      "a max pooling with padding [1,1,1,1] cannot be opened"));
  // The near side first: the same where both get as much.
  CHECK(layers({{"kernel_shape", {3, 3}}, {"strides", {1, 1}}, {"auto_pad", "SAME_LOWER"}}, true,
               "MaxPool") == before + "MaxPooling2D(26, 26, 3) GlobalAveragePooling2D(3) ");
  CHECK(
      layers({{"kernel_shape", {3, 3}}, {"strides", {2, 2}}, {"auto_pad", "SAME_LOWER"}}, true, "MaxPool") ==
      before + "ZeroPadding2D(27, 27, 3) MaxPooling2D(13, 13, 3) GlobalAveragePooling2D(3) ");
  // The last window reaches beyond the image.
  CHECK(layers({{"kernel_shape", {3, 3}}, {"strides", {3, 3}}, {"ceil_mode", 1}}, true, "MaxPool") ==
        before + "MaxPooling2D(9, 9, 3) GlobalAveragePooling2D(3) ");
  CHECK(layers(
            {{"kernel_shape", {3, 3}}, {"strides", {1, 1}}, {"pads", {1, 1, 1, 1}}, {"count_include_pad", 1}},
            true, "AveragePool") ==
        before + "ZeroPadding2D(28, 28, 3) AveragePooling2D(26, 26, 3) GlobalAveragePooling2D(3) ");
}

TEST_CASE("an operator that cannot be opened is named") {
  CHECK(onnx_refusal(onnx_convolution().node("LSTM", {"k"})) ==
        "[ONNX] the operator LSTM (LSTM_y0) cannot be opened: Inkling has no such layer");
  CHECK(contains(onnx_refusal(onnx_convolution().node("Conv", {"k"}, {{"dilations", {2, 2}}})),
                 "its window has gaps"));
  CHECK(contains(onnx_refusal(onnx_convolution().node("Relu").made_by("Add", {"x", "y0"}, Json::object())),
                 "the operator Add (Add_y1) has 2 inputs; only a chain can be opened"));
  CHECK(contains(onnx_refusal(OnnxGraph({nullptr, 3, 224, 5000})), "its input must be images"));
  CHECK(contains(onnx_refusal(OnnxGraph({nullptr, 1, 28, 28}).made_by("Relu", {"elsewhere"}, Json::object())),
                 "has 0 inputs; only a chain can be opened"));
}
