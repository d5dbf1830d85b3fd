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
  const std::size_t sample = output_shape().elements();
  parallel_for(x.shape[0], [&](std::size_t i, std::size_t) {
    Random random(seed, i);
    const Values mask(pass.state + i * sample, sample);
    dropout_mask(random, rate_, mask);
    multiply({x.data + i * sample, sample}, mask, {y.data + i * sample, sample});
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
