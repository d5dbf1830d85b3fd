#include "data/number_range.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/error.h"

using namespace inkling;

namespace {

/// 20 images of 6x6, ink in the middle and paper around it: 0 for paper to 1 for full ink.
std::vector<double> ink_values() {
  std::vector<double> values;
  for (int image = 0; image < 20; ++image)
    for (int i = 0; i < 36; ++i) {
      const bool inside = i / 6 > 0 && i / 6 < 5 && i % 6 > 0 && i % 6 < 5;
      values.push_back(inside ? ((image + i) % 3 == 0 ? 1.0 : (image + i) % 3 == 1 ? 0.4 : 0.0) : 0.0);
    }
  return values;
}

template <typename Number>
Array array_of(Element element, const std::vector<double>& values, double scale, double shift) {
  Array array{.name = "x", .element = element, .shape = {20, 6, 6}};
  for (const double value : values) {
    const double changed = value * scale + shift;
    const auto number = static_cast<Number>(std::is_integral_v<Number> ? std::round(changed) : changed);
    const auto* bytes = reinterpret_cast<const std::byte*>(&number);
    array.bytes.insert(array.bytes.end(), bytes, bytes + sizeof number);
  }
  return array;
}

std::vector<Reading> readings_for(const Array& array, std::string_view scaling = "auto") {
  NumberRange range;
  range.add(array, image_layout(array));
  return readings_of(range, scaling, "x");
}

std::string refusal_of(const Array& array, std::string_view scaling = "auto") {
  try {
    readings_for(array, scaling);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// Ink of the only way to read these numbers.
std::vector<std::uint8_t> ink_of(const Array& array) {
  const auto found = readings_for(array);
  REQUIRE(found.size() == 1);
  return as_ink(array, image_layout(array), found[0].scaling);
}

const std::vector<double> kValues = ink_values();

/// As bytes 0..255.
std::vector<std::uint8_t> bytes_of_ink() {
  return ink_of(array_of<std::uint8_t>(Element::kUint8, kValues, 255, 0));
}

}  // namespace

TEST_CASE("numbers become the same ink however they were scaled") {
  const auto wanted = bytes_of_ink();
  CHECK(wanted[7] == 102);
  CHECK(wanted[0] == 0);
  CHECK(*std::max_element(wanted.begin(), wanted.end()) == 255);
  const auto floats = [](double scale, double shift) {
    return ink_of(array_of<float>(Element::kFloat32, kValues, scale, shift));
  };
  CHECK(floats(1, 0) == wanted);
  CHECK(floats(255, 0) == wanted);
  CHECK(floats(2, -1) == wanted);
  CHECK(floats(1, -0.5) == wanted);
  CHECK(floats(1 / 0.3081, -0.1307 / 0.3081) == wanted);
  CHECK(ink_of(array_of<double>(Element::kFloat64, kValues, 1, 0)) == wanted);
  CHECK(ink_of(array_of<std::uint16_t>(Element::kUint16, kValues, 65535, 0)) == wanted);
  CHECK(ink_of(array_of<std::int32_t>(Element::kInt32, kValues, 255, 0)) == wanted);
  CHECK(ink_of(array_of<std::int8_t>(Element::kInt8, kValues, 255, -128)) == wanted);
}

TEST_CASE("0 and 1 are paper and full ink, as bytes and as anything else") {
  std::vector<double> binary = kValues;
  for (auto& value : binary) value = value > 0.3;
  const auto bytes = ink_of(array_of<std::uint8_t>(Element::kUint8, binary, 1, 0));
  CHECK(bytes[7] == 255);
  CHECK(ink_of(array_of<std::uint8_t>(Element::kBool, binary, 1, 0)) == bytes);
  CHECK(ink_of(array_of<float>(Element::kFloat32, binary, 1, 0)) == bytes);
  CHECK(ink_of(array_of<float>(Element::kFloat32, binary, 2, -1)) == bytes);
}

TEST_CASE("dark ink on white paper is seen by the edge") {
  const auto wanted = bytes_of_ink();
  CHECK(ink_of(array_of<std::uint8_t>(Element::kUint8, kValues, -255, 255)) == wanted);
  CHECK(ink_of(array_of<float>(Element::kFloat32, kValues, -1, 1)) == wanted);
  CHECK(ink_of(array_of<float>(Element::kFloat32, kValues, -1 / 0.3081, (1 - 0.1307) / 0.3081)) == wanted);
  Array colours = array_of<std::uint8_t>(Element::kUint8, kValues, -255, 255);
  colours.shape = {20, 4, 3, 3};
  CHECK(readings_for(colours)[0].scaling.text() == "0..255");
}

TEST_CASE("how numbers were read is said in words") {
  const auto words = [](const Array& array) {
    NumberRange range;
    range.add(array, image_layout(array));
    return range.text() + ": " + readings_of(range, "auto", "x")[0].words;
  };
  CHECK(words(array_of<std::uint8_t>(Element::kUint8, kValues, 255, 0)) ==
        "uint8 from 0 to 255: ink from 0 to 255");
  CHECK(words(array_of<float>(Element::kFloat32, kValues, 1 / 0.3081, -0.1307 / 0.3081)) ==
        "float32 from -0.42 to 2.82: mean 0.1307 and deviation 0.3081");
  CHECK(words(array_of<double>(Element::kFloat64, kValues, -1, 1)) ==
        "float64 from 0 to 1: dark ink on white paper, from 1 to 0");
}

TEST_CASE("another mean and deviation are found by what they leave: mean 0, deviation 1") {
  const auto wanted = bytes_of_ink();
  double sum = 0, squares = 0;
  for (const double value : kValues) sum += value, squares += value * value;
  const double mean = sum / 720, deviation = std::sqrt(squares / 720 - mean * mean);
  const Array standard = array_of<float>(Element::kFloat32, kValues, 1 / deviation, -mean / deviation);
  CHECK(ink_of(standard) == wanted);
  CHECK(readings_for(standard)[0].words.starts_with("mean 0."));
  // As wide, but about a mean of its own: somebody has to say.
  CHECK(readings_for(array_of<float>(Element::kFloat32, kValues, 3, -1.5)).size() == 2);
}

TEST_CASE("what may be meant in two ways is asked") {
  const auto texts = [](const Array& array) {
    std::string all;
    for (const auto& reading : readings_for(array)) all += reading.scaling.text() + " ";
    return all;
  };
  CHECK(texts(array_of<double>(Element::kFloat64, kValues, 16, 0)) == "0..16 0..255 ");
  CHECK(texts(array_of<std::uint8_t>(Element::kUint8, kValues, 100, 0)) == "0..100 0..255 ");
  CHECK(texts(array_of<std::uint16_t>(Element::kUint16, kValues, 4095, 0)) == "0..4095 0..65535 ");
  CHECK(texts(array_of<float>(Element::kFloat32, kValues, 0.25, 0)) == "0..0.25 0..1 ");
  const Array sixteen = array_of<double>(Element::kFloat64, kValues, 16, 0);
  const auto chosen = readings_for(sixteen, "0..16");
  REQUIRE(chosen.size() == 1);
  CHECK(as_ink(sixteen, image_layout(sixteen), chosen[0].scaling)[7] == 102);
  NumberRange range;
  range.add(sixteen, image_layout(sixteen));
  CHECK_THROWS_WITH_AS(
      require_certain(range, readings_for(sixteen), "x.npy"),
      "[data] x.npy is float64 from 0 to 16, which may be ink from 0 to 16 or ink from 0 to 255: "
      "say the scaling, 0..16 or 0..255",
      Error);
}

TEST_CASE("numbers that cannot be ink are refused in words") {
  std::vector<double> wrong = kValues;
  wrong[36] = std::numeric_limits<double>::quiet_NaN();
  wrong[40] = std::numeric_limits<double>::infinity();
  CHECK(refusal_of(array_of<float>(Element::kFloat32, wrong, 1, 0)) ==
        "[data] x has 2 of 720 numbers that are NaN or infinite, the first in image 2");
  CHECK(refusal_of(array_of<float>(Element::kFloat32, wrong, 1, 0), "0..1").find("NaN") != std::string::npos);
  CHECK(refusal_of(array_of<float>(Element::kFloat32, kValues, 0, 0.5)) ==
        "[data] x shows nothing: all its numbers are 0.5");
  CHECK(refusal_of(array_of<std::int32_t>(Element::kInt32, kValues, 255, -30))
            .find("images have no such numbers") != std::string::npos);
  CHECK(refusal_of(array_of<float>(Element::kFloat32, kValues, 1e6, 0)).find("float32 from 0 to") !=
        std::string::npos);
  CHECK(refusal_of(array_of<float>(Element::kFloat32, kValues, 28, -1.3)).find("one mean and deviation") !=
        std::string::npos);
  // Each pixel by a mean and a deviation of its own: a pixel that is hardly ever ink has very large numbers.
  std::vector<double> by_pixel(1700 * 36, -0.004);
  by_pixel[100] = 244;
  Array standard = array_of<float>(Element::kFloat32, by_pixel, 1, 0);
  standard.shape[0] = 1700;
  CHECK(refusal_of(standard).find("one mean and deviation") != std::string::npos);
  CHECK(refusal_of(array_of<std::uint8_t>(Element::kUint8, kValues, 255, 0), "0..1") ==
        "[data] x is uint8 from 0 to 255, beyond the scaling 0..1");
}

TEST_CASE("a scaling is two numbers, or MNIST's by name") {
  CHECK(scaling_from("255..0").paper == 255);
  CHECK(scaling_from("-1..1").ink == 1);
  CHECK(scaling_from(Scaling{-0.5, 0.25}.text()).ink == 0.25);
  CHECK(scaling_from("mnist").paper == doctest::Approx(-0.4242).epsilon(1e-3));
  for (const char* wrong : {"", "0", "0..", "..1", "1..1", "0..x", "nan..1", "0..1..2", "auto "})
    CHECK_THROWS_WITH_AS(scaling_from(wrong), doctest::Contains("PAPER..INK"), Error);
}

TEST_CASE("images lie in arrays with channels last or first, as squares, or on their sides") {
  const auto layout = [](std::vector<std::size_t> shape, bool transposed = false) {
    const ImageLayout found = image_layout({.name = "x", .shape = std::move(shape)}, transposed);
    return std::vector<int>{found.rows, found.columns, found.channels};
  };
  CHECK(layout({5, 3, 4}) == std::vector{3, 4, 1});
  CHECK(layout({5, 3, 4, 3}) == std::vector{3, 4, 3});
  CHECK(layout({5, 1, 3, 4}) == std::vector{3, 4, 1});
  CHECK(layout({5, 3, 8, 9}) == std::vector{8, 9, 3});
  CHECK(layout({5, 784}) == std::vector{28, 28, 1});
  CHECK(layout({5, 3, 4}, true) == std::vector{4, 3, 1});
  for (const auto& shape :
       {std::vector<std::size_t>{5}, {5, 3}, {5, 2, 2, 2}, {1, 2, 2, 2, 1}, {1, 5000, 2}, {2, 1}})
    CHECK_THROWS_AS(layout(shape), Error);
  const Array colours{
      .name = "x",
      .shape = {1, 3, 1, 2},
      .bytes = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}, std::byte{6}}};
  CHECK(as_ink(colours, image_layout(colours), {}) == std::vector<std::uint8_t>{1, 3, 5, 2, 4, 6});
  const Array tall{.name = "x", .shape = {1, 1, 3}, .bytes = {std::byte{1}, std::byte{2}, std::byte{3}}};
  CHECK(as_ink(tall, image_layout(tall, true), {}) == std::vector<std::uint8_t>{1, 2, 3});
}
