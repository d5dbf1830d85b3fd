#include "base/grey.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.h"

using namespace inkling;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// Ink in the middle of 10x10 pixels: its shade and alpha, and those around it.
Bytes clear_picture(std::uint8_t ink, std::uint8_t ink_alpha, std::uint8_t around,
                    std::uint8_t around_alpha) {
  Bytes pixels;
  for (int i = 0; i < 100; ++i) {
    const bool inside = i % 10 > 3 && i % 10 < 6;
    pixels.push_back(inside ? ink : around);
    pixels.push_back(inside ? ink_alpha : around_alpha);
  }
  return pixels;
}

}  // namespace

TEST_CASE("colours become grey") {
  CHECK(grey(Bytes{7, 250}, 1) == Bytes{7, 250});
  CHECK(grey(Bytes{255, 255, 255, 0, 0, 0, 255, 0, 0}, 3) == Bytes{255, 0, 76});
  CHECK_THROWS_AS(grey(Bytes{1}, 5), Error);
}

TEST_CASE("ink on nothing shows whether it is light or dark") {
  const auto shown_ends = [](const Bytes& pixels) {
    const Bytes light = grey(pixels, 2);
    return std::pair<int, int>(light[5], light[0]);
  };
  CHECK(shown_ends(clear_picture(255, 255, 0, 0)) == std::pair(255, 0));
  CHECK(shown_ends(clear_picture(255, 255, 255, 0)) == std::pair(255, 0));
  CHECK(shown_ends(clear_picture(0, 255, 0, 0)) == std::pair(0, 255));
  CHECK(shown_ends(clear_picture(230, 128, 0, 0)) == std::pair(115, 0));
  // An opaque picture is as it is.
  CHECK(shown_ends(clear_picture(0, 255, 255, 255)) == std::pair(0, 255));
  CHECK(shown_ends(clear_picture(255, 255, 0, 255)) == std::pair(255, 0));
}

TEST_CASE("a sheet of paper with clear corners keeps them white") {
  Bytes pixels = clear_picture(20, 255, 250, 255);
  for (int i = 0; i < 3; ++i) pixels[static_cast<std::size_t>(2 * i + 1)] = 0;
  const Bytes light = grey(pixels, 2);
  CHECK(light[0] == 255);
  CHECK(light[5] == 20);
}
