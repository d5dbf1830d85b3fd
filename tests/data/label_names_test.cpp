#include "data/label_names.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace inkling;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Strings = std::vector<std::string>;

Array label_array(std::vector<std::size_t> shape, const std::vector<double>& values) {
  Array array{.name = "y.npy", .element = Element::kFloat64, .shape = std::move(shape)};
  const auto* begin = reinterpret_cast<const std::byte*>(values.data());
  array.bytes.assign(begin, begin + values.size() * sizeof(double));
  return array;
}

Array text_array(Strings values) {
  return {.name = "y.npy", .element = Element::kText, .shape = {values.size()}, .texts = values};
}

NamedLabels named_labels(const Array& array, const Strings& known = {}) {
  return name_labels({read_labels(array)}, known);
}

}  // namespace

TEST_CASE("labels are whole numbers, one for each image") {
  CHECK(read_labels(label_array({3}, {0, 9, 254})).numbers == Bytes{0, 9, 254});
  CHECK(read_labels(label_array({3, 1}, {1, 2, 3})).numbers == Bytes{1, 2, 3});
  for (const double wrong : {-1.0, 1.5, 255.0, 300.0})
    CHECK_THROWS_WITH_AS(read_labels(label_array({2}, {1, wrong})),
                         doctest::Contains("a label must be a whole number from 0 to 254, got "), Error);
  CHECK_THROWS_WITH_AS(read_labels(label_array({1}, {255})),
                       "[data] y.npy: a label must be a whole number from 0 to 254, got 255 for image 1",
                       Error);
}

TEST_CASE("one-hot labels are the place of the 1") {
  const Array array = label_array({3, 3}, {0, 0, 1, 1, 0, 0, 0, 1, 0});
  CHECK(is_one_hot(array));
  CHECK(read_labels(array).numbers == Bytes{2, 0, 1});
  CHECK(!is_one_hot(label_array({2, 2}, {1, 1, 0, 0})));
  CHECK(!is_one_hot(label_array({2, 2}, {0.5, 0.5, 0, 1})));
  CHECK_THROWS_WITH_AS(
      read_labels(label_array({2, 2}, {0.5, 0.5, 0, 1})),
      "[data] y.npy (2x2) holds no labels: one number or text for each image is wanted, or one-hot "
      "lines",
      Error);
}

TEST_CASE("digits keep their ten classes, other numbers have as many as there are") {
  CHECK(named_labels(label_array({2}, {1, 7})).names.size() == 10);
  CHECK(named_labels(label_array({2}, {1, 7})).labels[0] == Bytes{1, 7});
  CHECK(named_labels(label_array({2}, {0, 10})).names.size() == 11);
  const NamedLabels letters = named_labels(label_array({3}, {1, 26, 2}));
  CHECK(letters.names.size() == 26);
  CHECK(letters.names.front() == "1");
  CHECK(letters.labels[0] == Bytes{0, 25, 1});
  CHECK(named_labels(label_array({2}, {1, 26}), {"A", "B"}).names[1] == "B");
}

TEST_CASE("texts become classes in the order of people") {
  const NamedLabels words = named_labels(text_array({"class 10", "class 9", "b", "class 9"}));
  CHECK(words.names == Strings{"b", "class 9", "class 10"});
  CHECK(words.labels[0] == Bytes{2, 1, 0, 1});
  CHECK(named_labels(text_array({"7", "0"})).labels[0] == Bytes{7, 0});
  CHECK(named_labels(text_array({"7", "0"})).names.size() == 10);
  CHECK(named_labels(text_array({"07", "0"})).names == Strings{"0", "07"});
  CHECK_THROWS_WITH_AS(named_labels(text_array({"a", ""})), "[data] y.npy has an empty label", Error);
  Strings many;
  for (int i = 0; i < 256; ++i) many.push_back("c" + std::to_string(i));
  CHECK_THROWS_WITH_AS(named_labels(text_array(many)), doctest::Contains("256 different labels"), Error);
}

TEST_CASE("all parts share their classes") {
  const NamedLabels both =
      name_labels({read_labels(text_array({"b", "a"})), read_labels(text_array({"c"}))}, {});
  CHECK(both.names == Strings{"a", "b", "c"});
  CHECK(both.labels == std::vector<Bytes>{{1, 0}, {2}});
}
