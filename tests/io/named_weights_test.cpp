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

TEST_CASE("arrays that are no weights are refused by name") {
  const std::vector<float> images(2 * 28 * 28, 0.5F);
  CHECK(refusal([&] {
          import_model({npy("train_images.npy", {2, 28, 28}, images)});
        }) == "[model] the file holds arrays alone, and train_images is not the name of a layer's weights");
}
