#include "io/quantization.h"

#include <doctest/doctest.h>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

std::vector<float> random_floats(std::size_t n, double size) {
  Random random(n);
  std::vector<float> values(n);
  for (float& value : values) value = static_cast<float>(random.uniform(-size, size));
  return values;
}

/// A kernel whose filters are of very different size, the last of them 0, and a bias.
TensorFile weights() {
  TensorFile file{{}, {{"kernel", {3, 3, 2, 4}, random_floats(72, 1)}, {"bias", {4}, random_floats(4, 1)}}};
  for (std::size_t i = 0; i < 72; ++i)
    file.tensors[0].values[i] *= std::vector<float>{1, 1e-6f, 100, 0}[i % 4];
  return file;
}

TensorFile quantized() {
  TensorFile file = weights();
  quantize_kernels(file);
  return file;
}

std::string dequantizing(const std::function<void(TensorFile&)>& change) {
  TensorFile file = quantized();
  change(file);
  return refusal([&] { dequantize_kernels(file); });
}

}  // namespace

TEST_CASE("quantized kernels come back within half of their filter's scale") {
  const TensorFile before = weights(), between = quantized();
  TensorFile after = between;
  dequantize_kernels(after);
  REQUIRE(after.tensors.size() == 2);
  CHECK(after.tensors[0].shape == before.tensors[0].shape);
  CHECK_FALSE(after.tensors[0].integers);
  for (std::size_t filter = 0; filter < 4; ++filter) {
    float largest = 0, error = 0;
    for (std::size_t i = filter; i < 72; i += 4) {
      const float value = before.tensors[0].values[i];
      largest = std::max(largest, std::fabs(value));
      error = std::max(error, std::fabs(after.tensors[0].values[i] - value));
    }
    CHECK(error <= largest / 127 / 2 * 1.0001f);
  }
  CHECK(after.tensors[1].values == before.tensors[1].values);
  quantize_kernels(after);
  CHECK(write_safetensors(after) == write_safetensors(between));
}

TEST_CASE("kernels become int8, with a scale for each filter; biases stay") {
  const TensorFile file = quantized();
  REQUIRE(file.tensors.size() == 3);
  CHECK(file.tensors[0].integers);
  CHECK_FALSE(file.tensors[1].integers);
  const NamedTensor* scale = file.tensor("kernel:scale");
  REQUIRE(scale != nullptr);
  CHECK(scale->shape == Shape{4});
  CHECK(std::ranges::max(file.tensors[0].values) <= 127);
  CHECK(std::ranges::min(file.tensors[0].values) >= -127);
  const auto back = read_safetensors(write_safetensors(file));
  CHECK(back.tensors[0].values == file.tensors[0].values);
}

TEST_CASE("quantized kernels without scales that fit are refused") {
  CHECK(dequantizing([](TensorFile&) {}) == "");
  const std::string words = "is quantized, but has no scale that fits its last axis";
  CHECK(contains(dequantizing([](TensorFile& file) { file.tensors.pop_back(); }), words));
  CHECK(contains(dequantizing([](TensorFile& file) { file.tensors[2].integers = true; }), words));
  CHECK(contains(dequantizing([](TensorFile& file) { file.tensors[2].shape = {2, 2}; }), words));
  CHECK(contains(dequantizing([](TensorFile& file) {
                   file.tensors[2] = {"kernel:scale", {3}, {1, 1, 1}};
                 }),
                 words));
  CHECK(contains(dequantizing([](TensorFile& file) { file.tensors[0] = {"kernel", {}, {1}, true}; }), words));
  CHECK(dequantizing([](TensorFile& file) { file.tensors[2].values[0] = 3e38f; }) ==
        "[model] kernel has a value that is not finite");
}
