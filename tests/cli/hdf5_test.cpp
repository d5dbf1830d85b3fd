#include "cli/hdf5.h"

#include <limits>

#include "cli/models.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

ModelFile read_groups(const Bytes& bytes) {
  return read_hdf5("model.h5", bytes);
}

std::string refusal_of_groups(const Bytes& bytes) {
  return refusal([&] { read_groups(bytes); });
}

/// A file of one tensor, at this path.
ModelFile file_with(const std::string& path) {
  return {"model.h5", {}, {{"hdf5", Json::object()}}, {{path, Shape{2}, {1, 2}}}};
}

}  // namespace

TEST_CASE("a file of Keras is read with all its groups, attributes and weights") {
  const ModelFile file = read_groups(model_fixture("keras.h5"));
  CHECK(file.name == "model.h5");
  CHECK(file.bytes.empty());
  const Json& groups = file.description["hdf5"];
  CHECK(groups.size() == 6);
  CHECK(groups[""]["model_config"].get<std::string>().starts_with(R"({"class_name": "Sequential", )"));
  CHECK(groups[""]["keras_version"] == "2.10.0 ß");
  CHECK(groups["model_weights"] == parse_json("", R"({"layer_names": ["flatten", "dense"]})"));
  CHECK(groups["model_weights/flatten"] == parse_json("", R"({"weight_names": []})"));
  CHECK(groups["model_weights/dense"] ==
        parse_json("", R"({"weight_names": ["dense/kernel:0", "dense/bias:0"]})"));
  CHECK(groups["model_weights/dense/dense"] == Json::object());
  CHECK(file.tensors.size() == 3);
  const NamedTensor& kernel = tensor_of(file, "model_weights/dense/dense/kernel:0");
  CHECK(kernel.shape == Shape{2, 3});
  CHECK(kernel.values == Floats{0, 0.25f, 0.5f, 0.75f, 1, 1.25f});
  CHECK(values_of(file, "model_weights/dense/dense/bias:0") == Floats{0.5f, -1.5f, 2});
  CHECK(tensor_of(file, "optimizer_weights/iteration:0").shape == Shape());
  CHECK(values_of(file, "optimizer_weights/iteration:0") == Floats{7});
}

TEST_CASE(
    "numbers and texts of every kind are read from HDF5, links by name are not followed, and all comes "
    "once") {
  const ModelFile file = read_groups(model_fixture("kinds.h5"));
  const Json expected =
      parse_json("", R"({"bytes": "\ufffd\ufffd", "flag": null, "names": ["dense", "", "größe"],
      "none": [], "nothing": null, "numbers": [1.5, -2.0], "padded": "ab", "spaces": ["a  ", "bc "],
      "table": [1, 2, 3, 4], "whole": 200})");
  const Json& attributes = file.description["hdf5"][""];
  CHECK(attributes.size() == expected.size());
  for (const auto& [name, value] : expected.items()) CHECK(attributes[name] == value);
  CHECK(file.description["hdf5"].size() == 3);  // "round/and/round" is the file itself
  const float infinity = std::numeric_limits<float>::infinity();
  CHECK(file.tensors.size() == 5);
  CHECK(values_of(file, "again") == Floats{1, -0.5f, infinity});  // also called "half"
  CHECK(tensor_of(file, "bytes").shape == Shape{1, 1, 1, 1});
  CHECK(values_of(file, "bytes") == Floats{-3});
  CHECK(values_of(file, "layers\\dense") == Floats{1});
  CHECK(values_of(file, "reversed") == Floats{1.5f, 2.5f});
  CHECK(values_of(file, "scalar") == Floats{2.5f});
}

TEST_CASE("an HDF5 file that leads to another is not followed") {
  CHECK(refusal_of_groups(model_fixture("elsewhere.h5")) ==
        "[HDF5] \"\" is a group of a form that Keras does not write");
  for (const char* name : {"external.h5", "virtual.h5"})
    CHECK(refusal_of_groups(model_fixture(name)) == "[HDF5] \"data\" does not lie in the file in one piece");
}

TEST_CASE("an HDF5 file comes back as it was written") {
  ModelFile file = read_groups(model_fixture("keras.h5"));
  file.tensors.back().integers = true;
  file.tensors.push_back({"a/b/c/d", Shape{1, 1, 2, 1}, {std::numeric_limits<float>::infinity(), -0.f}});
  file.description["hdf5"]["g"] = parse_json("", R"({"texts": ["", "größe"], "text": "", "numbers": [1, -2],
      "mixed": [1, 2.5], "one": -7, "real": 0.1})");
  const Bytes written = write_hdf5(file);
  const ModelFile again = read_groups(written);
  for (const auto& [path, attributes] : file.description["hdf5"].items())
    CHECK(again.description["hdf5"][path] == attributes);
  CHECK(again.description["hdf5"].size() == file.description["hdf5"].size() + 3);  // "a", "a/b" and "a/b/c"
  check_same_tensors(again, file);
  CHECK(write_hdf5(file) == written);
  // HDF5's own library was shown it (tests/fixtures/generate/models.py).
  CHECK(written == model_fixture("written.h5"));
}

TEST_CASE("what of HDF5 is not read is refused in words") {
  CHECK(refusal_of_groups(model_fixture("rank5.h5")) == "[HDF5] \"data\" has 5 axes, at most 4 are read");
  CHECK(refusal_of_groups(model_fixture("chunked.h5")) ==
        "[HDF5] \"data\" does not lie in the file in one piece");
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "a/";
  CHECK(refusal_of_groups(write_hdf5(file_with(deep + "b"))) ==
        "[HDF5] groups are nested in more than 32 others");
  CHECK(
      contains(refusal_of_groups(write_hdf5(file_with(std::string(600, 'a') + "/" + std::string(600, 'b')))),
               "is too long"));
  ModelFile wide = file_with("b");
  auto& groups = wide.description["hdf5"].get_ref<Json::object_t&>();
  for (int i = 0; i < 10'000; ++i) groups.emplace_back("a/" + std::to_string(i), Json::object());
  CHECK(refusal_of_groups(write_hdf5(wide)) == "[HDF5] more than 10000 groups and data sets");
  ModelFile long_text = file_with("b");
  long_text.description["hdf5"][""]["text"] = std::string(std::size_t{17} << 20, 'a');
  CHECK(contains(refusal_of_groups(write_hdf5(long_text)), "attributes"));
}

TEST_CASE("sizes that an HDF5 file only declares are not believed") {
  const Bytes file = model_fixture("keras.h5");
  const std::string one_axis("\1\1\1\0\0\0\0\0", 8), three("\3\0\0\0\0\0\0\0", 8);
  for (const std::string& size : {std::string("\0\0\0\0\0\0\0\x10", 8), std::string("\0\0\0\x40\0\0\0\0", 8),
                                  std::string("\4\0\0\0\0\0\0\0", 8), std::string(8, '\xff')})
    CHECK(refusal_of_groups(replaced(file, one_axis + three, one_axis + size)) != "");
}

TEST_CASE("a group may have many links") {
  ModelFile file = file_with("b");
  for (int i = 0; i < 300; ++i) file.tensors.push_back({std::to_string(i), Shape{}, {static_cast<float>(i)}});
  check_same_tensors(read_groups(write_hdf5(file)), file);
}

TEST_CASE("an HDF5 file that is damaged anywhere is read or refused") {
  for (const char* name : {"keras.h5", "kinds.h5"}) {
    const Bytes file = model_fixture(name);
    for (unsigned seed = 0; seed < 2000; ++seed)
      check_read_or_refused([&] { read_groups(damaged(file, seed)); });
  }
}

TEST_CASE("an HDF5 file that is cut is damaged") {
  for (const char* name : {"keras.h5", "kinds.h5"}) {
    const Bytes file = model_fixture(name);
    for (std::size_t size = 64; size < file.size(); size += 64)
      CHECK(refusal_of_groups(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size))) ==
            "[HDF5] the file is damaged or cut short");
  }
  CHECK_FALSE(is_hdf5({}));
  CHECK(refusal_of_groups({}) != "");
}
