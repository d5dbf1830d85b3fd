#include "tensor/tensor.h"

#include "base/error.h"

namespace inkling {

Tensor::Tensor(const Shape& shape, std::vector<Scalar> values) : shape_(shape), values_(std::move(values)) {
  if (values_.size() != shape_.elements())
    fail("Tensor", "shape {} needs {} values, got {}", shape_, shape_.elements(), values_.size());
}

}  // namespace inkling
