#include "layers/permute.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "base/text.h"

namespace inkling {

Shape Permute::compute_output_shape(const Shape& input) {
  const int rank = input.rank();
  Json axes = Json::array();
  for (int axis = 1; axis <= rank; ++axis) axes.push_back(axis);
  if (!dims_.is_array() || !std::is_permutation(dims_.begin(), dims_.end(), axes.begin(), axes.end()))
    fail(type(), "dims must be the numbers 1 to {} in some order, one for each axis of input {}, got {}",
         rank, input, dims_);
  sizes_.fill(1);
  steps_.fill(0);
  std::vector<int> output;
  for (int i = 0; i < rank; ++i) {
    const int axis = dims_[i].get<int>() - 1, place = kMaxAxes - rank + i;
    output.push_back(input[axis]);
    sizes_[place] = static_cast<std::size_t>(input[axis]);
    steps_[place] = 1;
    for (int inner = axis + 1; inner < rank; ++inner) steps_[place] *= static_cast<std::size_t>(input[inner]);
  }
  return Shape(output);
}

template <typename Body>
void Permute::for_each_number(int batch, const Body& body) const {
  const std::size_t size = output_shape().elements();
  parallel_for(batch, [&](std::size_t sample, std::size_t) {
    const std::size_t first = sample * size;
    std::size_t outer = first;
    for (std::size_t i = 0; i < sizes_[0]; ++i)
      for (std::size_t j = 0; j < sizes_[1]; ++j)
        for (std::size_t k = 0; k < sizes_[2]; ++k)
          body(first + i * steps_[0] + j * steps_[1] + k * steps_[2], outer++);
  });
}

void Permute::forward(const Pass&, ConstTensorView x, TensorView y) {
  for_each_number(x.shape[0], [&](std::size_t inner, std::size_t outer) { y[outer] = x[inner]; });
}

void Permute::backward(const Pass&, ConstTensorView x, ConstTensorView, TensorView dy, TensorView dx) {
  if (!dx) return;
  for_each_number(x.shape[0], [&](std::size_t inner, std::size_t outer) { dx[inner] = dy[outer]; });
}

}  // namespace inkling
