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
  bool works_by_samples() const override { return true; }
  void forward_samples(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first,
                       std::size_t count, std::size_t place) override;
  void backward_samples(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx,
                        std::size_t first, std::size_t count, std::size_t place) override;
  void end_with(std::unique_ptr<Activation> activation) override { activation_ = std::move(activation); }

 protected:
  /// Of one image. `where`, of the size of y, is kept from one to the other where picks_largest(), else null.
  virtual void pool(const Scalar* x, Scalar* y, Scalar* where) const = 0;
  virtual void spread(const Scalar* where, const Scalar* dy, Scalar* dx) const = 0;

  Pooling pooling_{};

 private:
  Scalar* where(const Pass& pass, std::size_t sample) const;

  std::unique_ptr<Activation> activation_;
};

}  // namespace inkling
