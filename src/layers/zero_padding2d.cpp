#include "layers/zero_padding2d.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

bool is_size(const Json& json) {
  return json.is_number_integer() && json >= 0 && json <= 4096;
}

/// Both sides of an axis: [before, after], or one number for both.
bool read_sides(const Json& json, Pair& sides) {
  if (is_size(json)) sides = {json, json};
  if (is_size(json)) return true;
  if (!json.is_array() || json.size() != 2 || !is_size(json[0]) || !is_size(json[1])) return false;
  sides = {json[0], json[1]};
  return true;
}

}  // namespace

void ZeroPadding2D::describe(Fields& fields) {
  fields.json("padding", padding_);
  fields.fixed("data_format", {"channels_last"});
}

Shape ZeroPadding2D::compute_output_shape(const Shape& input) {
  if (input.rank() != 3) fail(type(), "needs input (height, width, channels), got {}", input);
  const bool both = padding_.is_array() && padding_.size() == 2;
  if (!read_sides(both ? padding_[0] : padding_, above_below_) ||
      !read_sides(both ? padding_[1] : padding_, left_right_))
    fail(type(),
         "padding must be a number, [rows, columns] or [[above, below], [left, right]], 0 to 4096, got {}",
         padding_);
  return {input[0] + above_below_[0] + above_below_[1], input[1] + left_right_[0] + left_right_[1], input[2]};
}

template <typename Body>
void ZeroPadding2D::for_each_row(int batch, const Body& body) const {
  const std::size_t channels = input_shape()[2], size = input_shape()[1] * channels;
  for (int row = 0; row < batch * input_shape()[0]; ++row) {
    const int image = row / input_shape()[0], y = row % input_shape()[0];
    const std::size_t outer_row = static_cast<std::size_t>(image) * output_shape()[0] + above_below_[0] + y;
    body(row * size, (outer_row * output_shape()[1] + left_right_[0]) * channels, size);
  }
}

void ZeroPadding2D::forward(const Pass&, ConstTensorView x, TensorView y) {
  std::fill(y.begin(), y.end(), Scalar(0));
  for_each_row(x.shape[0], [&](std::size_t inner, std::size_t outer, std::size_t size) {
    std::copy_n(x.data + inner, size, y.data + outer);
  });
}

void ZeroPadding2D::backward(const Pass&, ConstTensorView x, ConstTensorView, TensorView dy, TensorView dx) {
  if (!dx) return;
  for_each_row(x.shape[0], [&](std::size_t inner, std::size_t outer, std::size_t size) {
    std::copy_n(dy.data + outer, size, dx.data + inner);
  });
}

}  // namespace inkling
