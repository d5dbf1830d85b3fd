#include "data/data_reader.h"

#include <doctest/doctest.h>

#include "arrays.h"
#include "base/error.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Files = std::vector<std::pair<std::string, std::string>>;

BroughtData brought(const Files& files, std::string_view scaling = "auto", bool certain = false) {
  DataReader reader;
  for (const auto& [path, content] : files) reader.add(path, as_bytes(content));
  return reader.read(scaling, certain);
}

std::string brought_refusal(const Files& files) {
  try {
    brought(files, "auto", true);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// n images of 4x4, a spot in each, and one that is full.
std::string npy_images(int n, const char* shape = nullptr) {
  Bytes pixels;
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < 16; ++k) pixels.push_back(k == 5 ? 255 : k == 6 ? static_cast<std::uint8_t>(i) : 0);
  return npy("|u1", shape ? shape : std::to_string(n) + ", 4, 4", pixels);
}

std::string npy_labels(const Bytes& values) {
  return npy("|u1", std::to_string(values.size()), values);
}

std::string idx_file(const std::vector<std::uint32_t>& sizes, const std::string& body, char type = 8) {
  std::string file{'\0', '\0', type, static_cast<char>(sizes.size())};
  for (const auto size : sizes)
    for (int shift = 24; shift >= 0; shift -= 8) file += static_cast<char>(size >> shift);
  return file + body;
}

}  // namespace

TEST_CASE("an archive of NumPy's arrays has two parts with the same classes") {
  const BroughtData data = brought({{"d.npz/x_train.npy", npy_images(3)},
                                    {"d.npz/y_train.npy", npy<std::int64_t>("<i8", "3", {0, 9, 10})},
                                    {"d.npz/x_test.npy", npy_images(1)},
                                    {"d.npz/y_test.npy", npy<std::uint8_t>("|u1", "1, 1", {2})}});
  CHECK(data.training.labels == Bytes{0, 9, 10});
  CHECK(data.training.rows == 4);
  CHECK(data.training.label_names.size() == 11);
  REQUIRE(data.test);
  CHECK(data.test->labels == Bytes{2});
  CHECK(data.test->label_names == data.training.label_names);
  CHECK(data.words == "Uint8 from 0 to 255, read as ink from 0 to 255.");
}

TEST_CASE("ids beside images and labels are left out, and said to be") {
  const BroughtData data = brought({{"d.npz/x.npy", npy_images(3)},
                                    {"d.npz/y.npy", npy_labels({1, 2, 3})},
                                    {"d.npz/ids.npy", npy<std::int32_t>("<i4", "3", {501, 502, 503})}});
  CHECK(data.training.labels == Bytes{1, 2, 3});
  CHECK(data.words.ends_with(" d.npz/ids.npy was left out."));
  CHECK(
      brought({{"x_test.npy", npy_images(1)}, {"y_test.npy", npy_labels({1})}, {"ids.npy", npy_labels({7})}})
          .words.ends_with(" ids.npy was left out."));
  CHECK(brought_refusal({{"x.npy", npy_images(3)}, {"ids.npy", npy_labels({1, 2, 3})}}) ==
        "[data] x.npy has images, but nothing says what they show; these are no labels: x.npy (3x4x4), "
        "ids.npy (3)");
  CHECK(brought_refusal(
            {{"x.npy", npy_images(3)}, {"a.npy", npy_labels({1, 2, 3})}, {"b.npy", npy_labels({1, 2, 3})}}) ==
        "[data] these may all be labels of the training images, call one of them y or labels: a.npy (3), "
        "b.npy (3)");
}

TEST_CASE("one-hot labels, labels from 1 and texts are understood") {
  CHECK(brought({{"x.npy", npy_images(2)}, {"y.npy", npy<double>("<f8", "2, 3", {0, 0, 1, 1, 0, 0})}})
            .training.labels == Bytes{2, 0});
  CHECK(brought({{"d.npz/arr_0.npy", npy_images(2)},
                 {"d.npz/arr_1.npy", npy<float>("<f4", "2, 4", {0, 0, 1, 0, 1, 0, 0, 0})}})
            .training.labels == Bytes{2, 0});
  const BroughtData letters = brought({{"x.npy", npy_images(2)}, {"y.npy", npy_labels({1, 26})}});
  CHECK(letters.training.label_names.size() == 26);
  const BroughtData texts =
      brought({{"x.npy", npy_images(2)}, {"y.npy", npy<std::uint32_t>("<U1", "2", {'b', 'a'})}});
  CHECK(texts.training.label_names == std::vector<std::string>{"a", "b"});
  CHECK(texts.training.labels == Bytes{1, 0});
  CHECK(brought_refusal(
            {{"x.npy", npy_images(2)}, {"y.npy", npy<double>("<f8", "2, 3", {0.1, 0.2, 0.7, 1, 0, 0})}}) ==
        "[data] y.npy (2x3) holds no labels: one number or text for each image is wanted, or one-hot lines");
}

TEST_CASE("label 255 is an error in every kind of file") {
  CHECK(brought_refusal({{"x.npy", npy_images(2)}, {"y.npy", npy_labels({1, 255})}})
            .find("from 0 to 254, got 255") != std::string::npos);
  const std::string pixels(32, '\x7f');
  CHECK(brought_refusal({{"train-images-idx3-ubyte", idx_file({2, 4, 4}, pixels)},
                         {"train-labels-idx1-ubyte", idx_file({2}, "\x01\xff")}})
            .find("from 0 to 254, got 255") != std::string::npos);
}

TEST_CASE("EMNIST's letters are turned upright and named") {
  std::string pixels(32, '\0');
  pixels[1] = pixels[16 + 1] = '\xff';
  const BroughtData data =
      brought({{"gzip.zip/emnist-letters-train-images-idx3-ubyte", idx_file({2, 4, 4}, pixels)},
               {"gzip.zip/emnist-letters-train-labels-idx1-ubyte", idx_file({2}, "\x01\x1a")},
               {"emnist-letters-mapping.txt", "1 65 97\n"}});
  CHECK(data.training.images[1] == 0);
  CHECK(data.training.images[4] == 255);
  CHECK(data.training.label_names.front() == "A");
  CHECK(data.training.label_names.back() == "Z");
  CHECK(data.words.find("turned upright") != std::string::npos);
}

TEST_CASE("a table is images and labels at once") {
  const std::string head = "label,pixel0,pixel1,pixel2,pixel3\n";
  const BroughtData data =
      brought({{"train.csv", head + "7,0,0,255,0\n"}, {"test.csv", head.substr(6) + "0,0,1,2\n"}});
  CHECK(data.training.labels == Bytes{7});
  CHECK(!data.test);
  CHECK(data.words ==
        "Uint8 from 0 to 255, read as ink from 0 to 255. test.csv has no labels and was left out.");
}

TEST_CASE("numbers that may be meant in two ways are read as the likelier, until somebody says") {
  const Files files{{"x.npy", npy<double>("<f8", "1, 4", {0, 16, 8, 0})}, {"y.npy", npy_labels({3})}};
  const BroughtData data = brought(files);
  REQUIRE(data.readings.size() == 2);
  CHECK(data.training.images == Bytes{0, 255, 128, 0});
  CHECK(brought(files, data.readings[1].scaling.text()).training.images == Bytes{0, 16, 8, 0});
  CHECK(brought_refusal(files).find("say the scaling, 0..16 or 0..255") != std::string::npos);
}

TEST_CASE("pictures are labelled by their folders") {
  DataReader reader;
  const auto add = [&](const std::string& path, const Bytes& light) {
    reader.add_picture(path, 2, 2, 1, light);
  };
  add("m.zip/train/b/1.png", {255, 255, 0, 255});
  add("m.zip/train/a/1.png", {255, 255, 255, 100});
  add("m.zip/test/b/2.png", {255, 0, 255, 255});
  reader.add("m.zip/readME.txt", as_bytes("about them"));
  const BroughtData data = reader.read();
  CHECK(data.training.label_names == std::vector<std::string>{"a", "b"});
  CHECK(data.training.labels == Bytes{1, 0});
  CHECK(data.training.images == Bytes{0, 0, 255, 0, 0, 0, 0, 155});
  CHECK(data.test->labels == Bytes{1});
  CHECK(data.words == "Uint8 from 0 to 255, read as dark ink on white paper, from 255 to 0.");
  CHECK_THROWS_WITH_AS(reader.add_picture("m.zip/a/2.png", 1, 4, 1, Bytes(4)),
                       "[data] m.zip/a/2.png is 1x4, m.zip/train/b/1.png is 2x2: all must be of one size",
                       Error);
  CHECK_THROWS_WITH_AS(add("1.png", Bytes(4)), doctest::Contains("lies in no folder"), Error);
  CHECK_THROWS_WITH_AS(add("m.zip/1.png", Bytes(4)), doctest::Contains("lies in no folder"), Error);
}

TEST_CASE("white ink on transparent pictures is ink") {
  DataReader reader;
  const std::uint8_t none = 0, white = 255;
  reader.add_picture("a/1.png", 2, 3, 2,
                     Bytes{none, none, white, white, none, none, none, none, white, 128, none, none});
  CHECK(reader.read().training.images == Bytes{0, 255, 0, 0, 128, 0});
}

TEST_CASE("what does not go together is refused by name") {
  const auto says = [](const Files& files, const char* words) {
    CAPTURE(brought_refusal(files));
    CHECK(brought_refusal(files).find(words) != std::string::npos);
  };
  says({}, "no file came");
  says({{"photo.jpg", "\xff\xd8"}}, "photo.jpg is not an IDX, npz, npy, CSV or PNG file");
  says({{"a.zip/notes.txt", "x"}}, "a.zip/notes.txt is not");
  says({{"x.npy", npy_images(3)}, {"y.npy", npy_labels({1, 2})}}, "x.npy has 3 images, y.npy 2 labels");
  says({{"y.npy", npy_labels({1, 2})}}, "y.npy (2): labels but no images");
  says({{"x.npy", npy_images(3)}}, "x.npy has images, but nothing says what they show");
  says({{"a.npy", npy_images(2)}, {"b.npy", npy_images(2)}, {"y.npy", npy_labels({1, 2})}},
       "a.npy (2x4x4), b.npy (2x4x4)");
  says({{"x.npy", npy("|u1", "2, 2, 4, 5", Bytes(80, 7))}, {"y.npy", npy_labels({1, 2})}}, "but no images");
  says({{"x.npy", npy("|u1", "2, 2, 4, 5", Bytes(80, 7))}}, "got 2x2x4x5");
  says({{"x.npy", npy("|u1", "2, 2, 2", Bytes(8, 7))}, {"y.npy", npy_labels({1, 2})}}, "shows nothing");
  says({{"x_train.npy", npy_images(1)},
        {"y_train.npy", npy_labels({1})},
        {"x_test.npy", npy<float>("<f4", "1, 4", {0, 1, 0, 1})},
        {"y_test.npy", npy_labels({1})}},
       "of one size and kind");
}
