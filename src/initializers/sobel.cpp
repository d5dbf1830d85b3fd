#include "initializers/sobel.h"

#include "base/error.h"

namespace inkling {

void Sobel::fill(TensorView weights, int, int, Random&) const {
  const Shape& shape = weights.shape;
  if (shape.rank() != 4 || shape[0] != 3 || shape[1] != 3)
    fail("sobel", "needs a kernel of 3x3, got {}", shape);
  constexpr int kSmooth[] = {1, 2, 1}, kSlope[] = {-1, 0, 1};
  const int channels = shape[2], filters = shape[3];
  Scalar* weight = weights.data;
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x)
      for (int c = 0; c < channels; ++c)
        for (int f = 0; f < filters; ++f)
          *weight++ = static_cast<Scalar>(f % 2 == 0 ? kSmooth[y] * kSlope[x] : kSlope[y] * kSmooth[x]) /
                      static_cast<Scalar>(channels);
}

}  // namespace inkling
