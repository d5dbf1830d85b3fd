#include "layers/window.h"

#include <algorithm>

#include "base/error.h"

namespace inkling {

namespace {
constexpr int kMaxSize = 4096;
}

void Window::describe_steps(Fields& fields, bool unit_strides) {
  if (strides[0] == 0) strides = unit_strides ? Pair{1, 1} : size;
  fields.pair("strides", strides, 1);
  fields.choice("padding", padding, {"valid", "same"});
  fields.fixed("data_format", {"channels_last"});
}

Window::Fit Window::fit(std::string_view where, const Shape& input) const {
  if (input.rank() != 3) fail(where, "needs input (height, width, channels), got {}", input);
  Fit fit{};
  for (int axis = 0; axis < 2; ++axis) {
    if (const int largest = std::max(size[axis], strides[axis]); largest > kMaxSize)
      fail(where, "window and strides must be at most 4096, got {}", largest);
    if (padding == "same") {
      fit.output[axis] = (input[axis] + strides[axis] - 1) / strides[axis];
      fit.pad[axis] = std::max(0, (fit.output[axis] - 1) * strides[axis] + size[axis] - input[axis]) / 2;
    } else {
      if (input[axis] < size[axis])
        fail(where, "window {} does not fit into input {}; with padding 'same' it would",
             Shape{size[0], size[1]}, input);
      fit.output[axis] = (input[axis] - size[axis]) / strides[axis] + 1;
    }
  }
  return fit;
}

}  // namespace inkling
