#include "layers/window.h"

#include <doctest/doctest.h>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

struct Case {
  int side, size, strides;
  /// 0 where Keras refuses: "Computed output size would be zero or negative".
  int valid;
  int same;
};

}  // namespace

TEST_CASE(
    "a window gives the output that Keras computes, also where strides or window are as large as the side") {
  // ceil((side - size + 1) / strides) for "valid", ceil(side / strides) for "same". TensorFlow.js builds what
  // Keras refuses, with maps of no pixels.
  for (const auto& [side, size, strides, valid, same] :
       {Case{5, 5, 1, 1, 5}, Case{5, 5, 7, 1, 1}, Case{5, 6, 1, 0, 5}, Case{5, 6, 6, 0, 1},
        Case{5, 6, 7, 0, 1}, Case{5, 4, 2, 1, 3}, Case{5, 3, 9, 1, 1}, Case{6, 3, 3, 2, 2},
        Case{7, 3, 3, 2, 3}, Case{8, 3, 3, 2, 3}, Case{1, 1, 4, 1, 1}, Case{1, 2, 1, 0, 1},
        Case{1, 5, 9, 0, 1}, Case{2, 3, 2, 0, 1}}) {
    CAPTURE(side);
    CAPTURE(size);
    CAPTURE(strides);
    // Another size across, which always fits.
    const Shape input{side, 9, 2};
    Window window{.size = {size, 2}, .strides = {strides, 3}};
    if (valid == 0)
      CHECK(contains(refusal([&] { window.fit("Conv2D", input); }),
                     "does not fit into input " + input.text() + "; with padding 'same' it would"));
    else
      CHECK(window.fit("Conv2D", input).output == Pair{valid, 3});
    window.padding = "same";
    const Window::Fit fit = window.fit("Conv2D", input);
    CHECK(fit.output == Pair{same, 3});
    CHECK(fit.pad[0] == std::max((same - 1) * strides + size - side, 0) / 2);
  }
}
