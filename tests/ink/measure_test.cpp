#include "ink/measure.h"

#include <doctest/doctest.h>

#include <cmath>

#include "fixtures.h"
#include "ink/strokes.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// The fixture digits as the images of a data set that is drawn in this way.
std::vector<std::uint8_t> drawn(const InkOptions& options) {
  std::vector<std::uint8_t> images;
  for (const Drawing& drawing : read_drawings(read_text(fixture_path("ink/digits.jsonl"))))
    for (const InkImage image = prepare(drawing, options).value(); const float ink : image)
      images.push_back(static_cast<std::uint8_t>(std::lround(ink * 255)));
  return images;
}

}  // namespace

TEST_CASE("a data set drawn as MNIST is told to be so") {
  const InkOptions mnist, measured = measure_ink(drawn(mnist));
  CHECK(measured.box == mnist.box);
  CHECK(measured.pen == mnist.pen);
  CHECK(measured.centre == mnist.centre);
}

TEST_CASE("how another data set is drawn is measured from its images") {
  const InkOptions large{.box = 27, .pen = 3.6, .centre = 14};
  const InkOptions measured = measure_ink(drawn(large));
  CHECK(measured.box == doctest::Approx(large.box).epsilon(0.05));
  CHECK(measured.pen == doctest::Approx(large.pen).epsilon(0.1));
  CHECK(std::fabs(measured.centre - large.centre) < 0.5);
  measured.validate();
}

TEST_CASE("images without ink, or none, say nothing") {
  CHECK(measure_ink({}).box == InkOptions{}.box);
  CHECK(measure_ink(std::vector<std::uint8_t>(2 * kInkSide * kInkSide, 0)).pen == InkOptions{}.pen);
  const std::vector<std::uint8_t> full(kInkSide * kInkSide, 255);
  measure_ink(full).validate();
}
