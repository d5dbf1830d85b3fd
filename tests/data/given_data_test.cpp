#include "data/given_data.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/error.h"

using namespace inkling;

namespace {

using Bytes = std::vector<std::uint8_t>;

template <typename Number>
Array array_of(Element element, std::vector<Number> values) {
  Array array{.name = "images", .element = element, .shape = {values.size()}};
  const auto* begin = reinterpret_cast<const std::byte*>(values.data());
  array.bytes.assign(begin, begin + values.size() * sizeof(Number));
  return array;
}

GivenData given(Array images, std::vector<std::uint8_t> labels) {
  GivenData data{.images = std::move(images), .labels = array_of(Element::kUint8, labels)};
  data.set_shape(2, 2, 1);
  return data;
}

}  // namespace

TEST_CASE("fractions, bytes and 0/1 that a caller holds become the same ink") {
  CHECK(as_dataset(given(array_of<float>(Element::kFloat32, {0, 0.5f, 1, 0}), {3})).images ==
        Bytes{0, 128, 255, 0});
  CHECK(as_dataset(given(array_of<std::uint8_t>(Element::kUint8, {0, 128, 255, 0}), {3})).images ==
        Bytes{0, 128, 255, 0});
  CHECK(as_dataset(given(array_of<std::uint8_t>(Element::kUint8, {0, 0, 1, 0}), {3})).images ==
        Bytes{0, 0, 255, 0});
}

TEST_CASE("bytes that are said to be ink are taken as they are") {
  GivenData faint = given(array_of<std::uint8_t>(Element::kUint8, {0, 0, 1, 0}), {255});
  faint.label_names = {"a"};
  faint.scaling = "0..255";
  const Dataset data = as_dataset(faint);
  CHECK(data.images == Bytes{0, 0, 1, 0});
  CHECK(data.labels == Bytes{kNoClass});
}

TEST_CASE("what a caller's data lack is said") {
  CHECK_THROWS_WITH_AS(given(array_of<float>(Element::kFloat32, {0, 1, 1}), {3}),
                       "[data] 1 labels, but 3 numbers of images of 2x2x1", Error);
  CHECK_THROWS_WITH_AS(given(array_of<float>(Element::kFloat32, {}), {}), doctest::Contains("0 labels"),
                       Error);
  CHECK_THROWS_WITH_AS(as_dataset(given(array_of<float>(Element::kFloat32, {0, NAN, 1, 0}), {3})),
                       "[data] images has 1 of 4 numbers that are NaN or infinite, the first in image 1",
                       Error);
  CHECK_THROWS_WITH_AS(as_dataset(given(array_of<float>(Element::kFloat32, {0, 16, 3, 0}), {3})),
                       doctest::Contains("say the scaling, 0..16 or 0..255"), Error);
}
