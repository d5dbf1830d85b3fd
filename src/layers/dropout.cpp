#include "layers/dropout.h"

#include <algorithm>

#include "base/parallel.h"
#include "kernels/elementwise.h"

namespace inkling {

void Dropout::describe(Fields& fields) {
  fields.number("rate", rate_, 0, 0.999);
  fields.fixed("noise_shape", {});
  fields.fixed("seed", {});
}

std::size_t Dropout::state_size(int batch) const {
  return output_shape().elements() * batch;
}

void Dropout::forward(const Pass& pass, ConstTensorView x, TensorView y) {
  if (!pass.training) {
    std::copy(x.begin(), x.end(), y.begin());
    return;
  }
  // Each sample draws from a stream of its own, so the order of threads does not matter.
  const std::uint64_t seed = pass.random->next();
  const auto threshold = static_cast<std::uint32_t>(rate_ * 0x1p32);
  const auto kept = static_cast<Scalar>(1 / (1 - rate_));
  const std::size_t sample = output_shape().elements();
  parallel_for(x.shape[0], [&](std::size_t i, std::size_t) {
    Random random(seed, i);
    Scalar* mask = pass.state + i * sample;
    for (std::size_t j = 0; j < sample; j += 2) {
      const std::uint64_t bits = random.next();
      mask[j] = static_cast<std::uint32_t>(bits) < threshold ? Scalar(0) : kept;
      if (j + 1 < sample) mask[j + 1] = static_cast<std::uint32_t>(bits >> 32) < threshold ? Scalar(0) : kept;
    }
    multiply({x.data + i * sample, sample}, {mask, sample}, {y.data + i * sample, sample});
  });
}

void Dropout::backward(const Pass& pass, ConstTensorView, ConstTensorView, TensorView dy, TensorView dx) {
  if (!dx) return;
  if (!pass.training) {
    std::copy(dy.begin(), dy.end(), dx.begin());
    return;
  }
  const std::size_t sample = output_shape().elements();
  parallel_for(dy.shape[0], [&](std::size_t i, std::size_t) {
    multiply({dy.data + i * sample, sample}, {pass.state + i * sample, sample},
             {dx.data + i * sample, sample});
  });
}

}  // namespace inkling
