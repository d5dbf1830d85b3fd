#include "io/quantization.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr const char* kScale = ":scale";
constexpr float kLargest = 127;

NamedTensor scale_of(const NamedTensor& tensor) {
  NamedTensor scale{tensor.name + kScale, Shape{tensor.shape[-1]}, {}};
  scale.values.resize(scale.shape.elements(), 0);
  for (std::size_t i = 0; i < tensor.values.size(); ++i) {
    float& each = scale.values[i % scale.values.size()];
    each = std::max(each, std::fabs(tensor.values[i]));
  }
  for (float& each : scale.values) each = each > 0 ? each / kLargest : 1;
  return scale;
}

}  // namespace

void quantize_kernels(TensorFile& file) {
  std::vector<NamedTensor> scales;
  for (auto& tensor : file.tensors) {
    if (tensor.shape.rank() < 2 || tensor.values.empty()) continue;
    NamedTensor scale = scale_of(tensor);
    for (std::size_t i = 0; i < tensor.values.size(); ++i)
      tensor.values[i] = std::rint(tensor.values[i] / scale.values[i % scale.values.size()]);
    tensor.integers = true;
    scales.push_back(std::move(scale));
  }
  file.tensors.insert(file.tensors.end(), scales.begin(), scales.end());
}

std::vector<NamedTensor> dequantize_kernels(TensorFile& file) {
  std::vector<NamedTensor> used;
  for (auto& tensor : file.tensors) {
    if (!tensor.integers) continue;
    const NamedTensor* scale = file.tensor(tensor.name + kScale);
    if (!scale || scale->integers || tensor.shape.rank() < 1 || scale->shape != Shape{tensor.shape[-1]})
      fail("model", "{} of shape {} is quantized, but has no scale that fits its last axis", tensor.name,
           tensor.shape);
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
      tensor.values[i] *= scale->values[i % scale->values.size()];
      if (!std::isfinite(tensor.values[i])) fail("model", "{} has a value that is not finite", tensor.name);
    }
    tensor.integers = false;
    used.push_back({tensor.name, scale->shape, scale->values});
  }
  std::erase_if(file.tensors, [&used](const NamedTensor& tensor) {
    return std::any_of(used.begin(), used.end(),
                       [&](const NamedTensor& scale) { return scale.name + kScale == tensor.name; });
  });
  return used;
}

}  // namespace inkling
