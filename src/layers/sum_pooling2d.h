#pragma once

#include "layers/pooling2d.h"

namespace inkling {

/// The sum of each window and channel; Keras has none, and its AveragePooling2D is the same but for a factor
/// where nothing is padded.
class SumPooling2D final : public Pooling2D {
 public:
  std::string_view type() const override { return "SumPooling2D"; }

 protected:
  void pool(const Scalar* x, Scalar* y, Scalar* argmax) const override;
  void pool_backward(const Scalar* argmax, const Scalar* dy, Scalar* dx) const override;
};

}  // namespace inkling
