#include "ink/box.h"

#include <doctest/doctest.h>

using namespace inkling;

TEST_CASE("a box lies around all points, and is empty without any") {
  Box box = bounds(std::vector<Stroke>{{{3, 8}, {-1, 2}}, {}, {{4, 5}}});
  CHECK_FALSE(box.empty());
  CHECK(box.width() == 5);
  CHECK(box.height() == 6);
  CHECK(box.side() == 6);
  CHECK(box.middle().x == 1.5);
  CHECK(box.middle().y == 5);
  CHECK(bounds(Stroke{}).empty());
  CHECK(bounds(std::vector<Stroke>{{}, {}}).empty());
  box.add(bounds(Stroke{{10, 0}}));
  CHECK(box.width() == 11);
  CHECK(box.height() == 8);
  CHECK_FALSE(bounds(Stroke{{7, 7}}).empty());
  CHECK(bounds(Stroke{{7, 7}}).side() == 0);
}
