#include "layers/pooling2d.h"

namespace inkling {

void Pooling2D::describe(Fields& fields) {
  fields.pair("pool_size", window_.size, 1);
  window_.describe_steps(fields, false);
}

Shape Pooling2D::compute_output_shape(const Shape& input) {
  const auto [output, pad] = window_.fit(type(), input);
  pooling_ = {input[0],           input[1], input[2], window_.size[0], window_.size[1], window_.strides[0],
              window_.strides[1], pad[0],   pad[1],   output[0],       output[1]};
  return {output[0], output[1], input[2]};
}

}  // namespace inkling
