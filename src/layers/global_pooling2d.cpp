#include "layers/global_pooling2d.h"

#include "base/error.h"

namespace inkling {

void GlobalPooling2D::describe(Fields& fields) {
  fields.fixed("data_format", {"channels_last"});
  fields.fixed("keepdims", {false});
}

Shape GlobalPooling2D::compute_output_shape(const Shape& input) {
  if (input.rank() != 3) fail(type(), "needs input (height, width, channels), got {}", input);
  pooling_ = {input[0], input[1], input[2], input[0], input[1], 1, 1, 0, 0, 1, 1};
  return {input[2]};
}

}  // namespace inkling
