#include <doctest/doctest.h>

#include "fixtures.h"
#include "io/import.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

ModelFile npy(const std::string& name, const Shape& shape, const std::vector<float>& values) {
  std::string sizes;
  for (const int size : shape.sizes()) sizes += std::to_string(size) + ", ";
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }";
  header.resize((header.size() + 10 + 64) / 64 * 64 - 11, ' ');
  header += "\n";
  std::string bytes = std::string("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size() & 255);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  return text_file(name, bytes);
}

}  // namespace

TEST_CASE("arrays of NumPy are put into a network by their names") {
  Random random(3, 0);
  const auto some = [&](std::size_t n) {
    std::vector<float> values;
    for (const Scalar each : random_scalars(n, random)) values.push_back(static_cast<float>(each));
    return values;
  };
  const ImportedModel model =
      import_model({npy("W1.npy", {784, 16}, some(784 * 16)), npy("b1.npy", {16}, some(16)),
                    npy("W2.npy", {16, 10}, some(160)), npy("b2.npy", {10}, some(10))},
                   "0..1");
  CHECK(model.named.model.parameters() == 784 * 16 + 16 + 160 + 10);
  CHECK(model.named.model.output_shape() == Shape{10});
  CHECK(model.is_guess);
}

TEST_CASE(
    "arrays of somebody's own network may be turned, with columns for biases and a number beside them") {
  const std::vector<float> first(784 * 4, 0.5F), second(40, 0.25F), bias(4, 1), last(10, 2);
  const ImportedModel model = import_model(
      {npy("W1.npy", {4, 784}, first), npy("b1.npy", {4, 1}, bias), npy("W2.npy", {10, 4}, second),
       npy("b2.npy", {1, 10}, last), npy("accuracy.npy", {1}, {0.97F})},
      "0..1");
  const auto& weights = model.named.model.weights();
  REQUIRE(weights.size() == 4);
  CHECK(weights[0].values.shape == Shape{784, 4});
  CHECK(weights[1].values[3] == 1);
  CHECK(weights[2].values[39] == 0.25F);
  CHECK(weights[3].values[9] == 2);
}

TEST_CASE("arrays that are no weights are refused by name") {
  const std::vector<float> images(2 * 28 * 28, 0.5F);
  CHECK(refusal([&] {
          import_model({npy("train_images.npy", {2, 28, 28}, images)});
        }) == "[model] the file holds arrays alone, and train_images is not the name of a layer's weights");
}
