#include "layers/reshape.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

Shape Reshape::compute_output_shape(const Shape& input) {
  const auto is_size = [](const Json& size) {
    return size.is_number_integer() && (size == -1 || (size >= 1 && size <= 1'000'000'000));
  };
  if (!target_shape_.is_array() || target_shape_.empty() || target_shape_.size() > 3 ||
      !std::all_of(target_shape_.begin(), target_shape_.end(), is_size))
    fail(type(), "target_shape must be one to three sizes, one of which may be -1, got {}", target_shape_);
  auto sizes = target_shape_.get<std::vector<int>>();
  const auto open = std::find(sizes.begin(), sizes.end(), -1);
  const std::size_t elements = input.elements();
  std::uint64_t known = 1;
  for (const int size : sizes)
    known = size == -1 ? known : std::min<std::uint64_t>(known * size, elements + 1);
  const bool fits = open == sizes.end() ? known == elements
                                        : elements % known == 0 && std::count(open, sizes.end(), -1) == 1;
  if (!fits) fail(type(), "target_shape {} does not hold the numbers of input {}", target_shape_, input);
  if (open != sizes.end()) *open = static_cast<int>(elements / known);
  return Shape(sizes);
}

void Reshape::forward(const Pass&, ConstTensorView x, TensorView y) {
  if (y.data != x.data) std::copy(x.begin(), x.end(), y.begin());
}

void Reshape::backward(const Pass&, ConstTensorView, ConstTensorView, TensorView dy, TensorView dx) {
  if (dx && dx.data != dy.data) std::copy(dy.begin(), dy.end(), dx.begin());
}

}  // namespace inkling
