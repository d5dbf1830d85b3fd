#pragma once

#include "kernels/pooling.h"
#include "layers/layer.h"

namespace inkling {

/// What all pooling layers share: windows over images, one image at a time, which another layer may just have
/// made.
class PoolingLayer : public Layer {
 public:
  std::size_t state_size(int batch) const override;
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override;
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override;
  bool backward_reads_input() const override { return false; }
  bool backward_reads_output() const override { return false; }
  bool runs_on_range() const override { return true; }
  void forward_range(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first, std::size_t count,
                     std::size_t place) override;
  void backward_range(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx,
                      std::size_t first, std::size_t count, std::size_t place) override;

 protected:
  /// Of one image. `argmax`, of the size of y, is kept from one to the other where is_max_pooling(); it is
  /// null otherwise, and where no backward pass follows.
  virtual void pool(const Scalar* x, Scalar* y, Scalar* argmax) const = 0;
  virtual void pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const = 0;

  Pooling pooling_{};

 private:
  Scalar* argmax(const Pass& pass, std::size_t sample) const;
};

}  // namespace inkling
