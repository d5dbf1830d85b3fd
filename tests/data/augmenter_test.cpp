#include "data/augmenter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/hash.h"

using namespace inkling;

namespace {

using Image = std::vector<std::uint8_t>;

/// A cross of ink with a soft edge, off the centre, that no turn or flip maps onto itself.
Image cross(int rows, int columns) {
  Image image(static_cast<std::size_t>(rows * columns));
  const auto ink = [&](int row, int column, int value) {
    if (column < columns)
      image[static_cast<std::size_t>(row * columns + column)] = static_cast<std::uint8_t>(value);
  };
  for (int row = rows / 6; row < rows * 5 / 6; ++row) {
    ink(row, columns / 3, 255);
    ink(row, columns / 3 + 1, 255);
    ink(row, columns / 3 + 2, 100);
  }
  for (int column = columns / 6; column < columns * 5 / 6; ++column) ink(rows / 4, column, 255);
  return image;
}

std::vector<Scalar> augment(const Augmentation& augmentation, const Image& image, int rows, int columns,
                            std::uint64_t stream) {
  Augmenter augmenter(augmentation, rows, columns);
  Random random(11, stream);
  std::vector<Scalar> augmented(image.size(), -1);
  augmenter.augment(image, random, augmented);
  return augmented;
}

double sum(const std::vector<Scalar>& image) {
  double total = 0;
  for (const auto value : image) total += static_cast<double>(value);
  return total;
}

Augmentation strong() {
  Augmentation augmentation;
  read_fields("Augmentation", augmentation, parse_json("test", R"({"rotation_degrees": 15, "scale": 0.13,
      "aspect": 0.1, "shear": 0.2, "shift": 2, "elastic": 1, "thickness": 1, "gain": 0.2, "gamma": 0.3})"));
  return augmentation;
}

}  // namespace

TEST_CASE("nothing switched on changes nothing, to the bit") {
  for (const auto& [rows, columns] : {std::pair{28, 28}, {9, 14}, {1, 1}, {2, 1}}) {
    const Image image = cross(rows, columns);
    const auto augmented = augment({}, image, rows, columns, 1);
    for (std::size_t i = 0; i < image.size(); ++i) CHECK(augmented[i] == static_cast<Scalar>(image[i]) / 255);
  }
}

TEST_CASE("the same bits on every machine") {
  const Image image = cross(28, 28);
  Augmenter augmenter(strong(), 28, 28);
  std::vector<Scalar> augmented(image.size());
  Hash hash;
  for (std::uint64_t stream = 0; stream < 200; ++stream) {
    Random random(11, stream);
    augmenter.augment(image, random, augmented);
    CHECK(std::ranges::all_of(augmented, [](Scalar value) { return value >= 0 && value <= 1; }));
    const std::vector<float> bits(augmented.begin(), augmented.end());
    hash.add(bits.data(), bits.size() * sizeof(float));
  }
  CHECK(hash.text() == "19637c39c94ebd48");
}

TEST_CASE("an image depends on its own random numbers alone") {
  const Image image = cross(28, 28);
  Augmenter augmenter(strong(), 28, 28);
  std::vector<Scalar> first(image.size()), again(image.size());
  Random random(11, 5);
  augmenter.augment(image, random, first);
  Random other(11, 6);
  augmenter.augment(Image(image.size(), 255), other, again);
  Random same(11, 5);
  augmenter.augment(image, same, again);
  CHECK(first == again);
  CHECK(augment(strong(), image, 28, 28, 6) != first);
}

TEST_CASE("each side of it does what it says") {
  const int rows = 30, columns = 40;
  const Image image = cross(rows, columns);
  const auto original = augment({}, image, rows, columns, 0);
  Augmentation augmentation;

  SUBCASE("shift moves ink and keeps it") {
    augmentation.shift = 3;
    for (std::uint64_t stream = 0; stream < 20; ++stream) {
      const auto augmented = augment(augmentation, image, rows, columns, stream);
      CHECK(augmented != original);
      CHECK(sum(augmented) == doctest::Approx(sum(original)).epsilon(1e-4));
    }
  }
  SUBCASE("rotation keeps the amount of ink") {
    augmentation.rotation_degrees = 15;
    for (std::uint64_t stream = 0; stream < 20; ++stream)
      CHECK(sum(augment(augmentation, image, rows, columns, stream)) ==
            doctest::Approx(sum(original)).epsilon(0.03));
  }
  SUBCASE("shear keeps the amount of ink") {
    augmentation.shear = 0.2;
    for (std::uint64_t stream = 0; stream < 20; ++stream)
      CHECK(sum(augment(augmentation, image, rows, columns, stream)) ==
            doctest::Approx(sum(original)).epsilon(0.03));
  }
  SUBCASE("scale changes it by the square") {
    augmentation.scale = 0.2;
    double least = 1e9, most = 0;
    for (std::uint64_t stream = 0; stream < 200; ++stream) {
      const double ink = sum(augment(augmentation, image, rows, columns, stream)) / sum(original);
      least = std::min(least, ink);
      most = std::max(most, ink);
    }
    CHECK(least == doctest::Approx(0.64).epsilon(0.03));
    CHECK(most == doctest::Approx(1.44).epsilon(0.03));
  }
  SUBCASE("half of the images change thickness") {
    augmentation.thickness = 1;
    int same = 0, thicker = 0, thinner = 0;
    for (std::uint64_t stream = 0; stream < 400; ++stream) {
      const double ink = sum(augment(augmentation, image, rows, columns, stream)) - sum(original);
      (ink == 0 ? same : ink > 0 ? thicker : thinner)++;
    }
    CHECK(std::abs(same - 200) < 40);
    CHECK(std::abs(thicker - 100) < 30);
    CHECK(std::abs(thinner - 100) < 30);
  }
  SUBCASE("three in ten change tone, ink staying where it is") {
    augmentation.gain = 0.5;
    augmentation.gamma = 0.5;
    int same = 0;
    for (std::uint64_t stream = 0; stream < 400; ++stream) {
      const auto augmented = augment(augmentation, image, rows, columns, stream);
      same += augmented == original;
      CHECK(std::ranges::equal(augmented, original, [](Scalar a, Scalar b) { return (a > 0) == (b > 0); }));
    }
    CHECK(std::abs(same - 280) < 40);
  }
  SUBCASE("elastic moves ink about without carrying it off") {
    augmentation.elastic = 1;
    const auto augmented = augment(augmentation, image, rows, columns, 0);
    CHECK(augmented != original);
    CHECK(sum(augmented) == doctest::Approx(sum(original)).epsilon(0.2));
  }
}

TEST_CASE("rotation turns both ways about the centre, by up to what is asked") {
  // A dot 10 pixels right of the centre of 41x41.
  Image image(41 * 41);
  for (int row = 19; row <= 21; ++row)
    for (int column = 29; column <= 31; ++column) image[static_cast<std::size_t>(row * 41 + column)] = 255;
  Augmentation augmentation;
  augmentation.rotation_degrees = 30;
  double least = 0, most = 0;
  for (std::uint64_t stream = 0; stream < 200; ++stream) {
    const auto augmented = augment(augmentation, image, 41, 41, stream);
    double x = 0, y = 0;
    for (int i = 0; i < 41 * 41; ++i) {
      x += static_cast<double>(augmented[static_cast<std::size_t>(i)]) * (i % 41 - 20);
      y += static_cast<double>(augmented[static_cast<std::size_t>(i)]) * (i / 41 - 20);
    }
    x /= sum(augmented);
    y /= sum(augmented);
    CHECK(std::sqrt(x * x + y * y) == doctest::Approx(10).epsilon(0.01));
    least = std::min(least, y);
    most = std::max(most, y);
  }
  CHECK(least == doctest::Approx(-5).epsilon(0.05));
  CHECK(most == doctest::Approx(5).epsilon(0.05));
}

TEST_CASE("channels are augmented alike") {
  const Image image = cross(12, 10);
  Image coloured;
  for (const auto value : image)
    coloured.insert(coloured.end(), {value, static_cast<std::uint8_t>(value / 2)});
  Augmentation augmentation = strong();
  augmentation.gain = augmentation.gamma = 0;
  Augmenter augmenter(augmentation, 12, 10, 2);
  for (std::uint64_t stream = 0; stream < 20; ++stream) {
    Random random(11, stream);
    std::vector<Scalar> augmented(coloured.size());
    augmenter.augment(coloured, random, augmented);
    const auto grey = augment(augmentation, image, 12, 10, stream);
    for (std::size_t i = 0; i < grey.size(); ++i) {
      REQUIRE(augmented[2 * i] == grey[i]);
      REQUIRE(static_cast<double>(augmented[2 * i + 1]) ==
              doctest::Approx(static_cast<double>(grey[i]) / 2).epsilon(0.01));
    }
  }
}

TEST_CASE("an augmenter needs a size and sensible numbers") {
  CHECK_THROWS_AS(Augmenter({}, 0, 28), Error);
  Augmentation augmentation;
  augmentation.rotation_degrees = 200;
  CHECK_THROWS_AS(Augmenter(augmentation, 28, 28), Error);
}
