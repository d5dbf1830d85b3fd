#pragma once

#include <string>
#include <string_view>

#include "base/fields.h"
#include "tensor/shape.h"

namespace inkling {

/// How Conv2D and the pooling layers slide a window over (height, width), as Keras does.
struct Window {
  Pair size{0, 0};
  Pair strides{0, 0};
  std::string padding = "valid";

  /// Reads strides (by default `size`, or 1 where `unit_strides`) and padding.
  void describe_steps(Fields& fields, bool unit_strides);

  /// Output height and width, and the padding above and to the left ("same" puts the odd pixel below and
  /// right).
  struct Fit {
    Pair output, pad;
  };
  /// `input` must be (height, width, channels) and no smaller than the window where nothing is padded: there
  /// Keras refuses too, while TensorFlow.js builds maps of no pixels.
  Fit fit(std::string_view where, const Shape& input) const;
};

}  // namespace inkling
