#include "cli/model_files.h"

#include "cli/hdf5.h"
#include "cli/models.h"
#include "cli/program.h"
#include "cli/zip.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A folder of files.
struct ModelFolder : TemporaryFolder {
  std::string write(const std::string& name, const Bytes& bytes) const {
    return TemporaryFolder::write(name, std::string(as_text(bytes)));
  }
  std::string write(const std::string& name, const std::string& text) const {
    return TemporaryFolder::write(name, text);
  }
};

std::vector<std::string> names_of(const ModelFiles& files) {
  std::vector<std::string> names;
  for (const ModelFile& file : files) names.push_back(file.name);
  return names;
}

using Names = std::vector<std::string>;

/// Weights without the configuration they belong to.
Bytes weights_alone() {
  return write_hdf5({"", {}, {{"hdf5", Json::object()}}, {{"dense/kernel", Shape{1}, {2}}}});
}

const std::string kArchitecture = R"( {"class_name": "Sequential", "config": []})";

}  // namespace

TEST_CASE("the entries of a .keras file are a model's files") {
  const ModelFolder folder;
  const std::vector<std::pair<std::string, Bytes>> entries{{"metadata.json", to_bytes("{}")},
                                                           {"config.json", to_bytes(kArchitecture)},
                                                           {"model.weights.h5", model_fixture("keras.h5")},
                                                           {"assets\\words.txt", to_bytes("a")},
                                                           {"inner/b\\c", to_bytes("b")}};
  const Bytes packed = zip(entries);
  CHECK(packed == zip(entries));
  const ModelFiles files = read_model_files(folder.write("model.keras", packed));
  CHECK(names_of(files) ==
        Names{"metadata.json", "config.json", "model.weights.h5", "assets/words.txt", "inner/b\\c"});
  CHECK(files[1].bytes == entries[1].second);
  CHECK(files[1].description.is_null());
  CHECK(files[2].bytes.empty());
  CHECK(files[2].tensors.size() == 3);
}

TEST_CASE("an archive is written as it is, without the time") {
  const std::string packed(as_text(zip({{"a.json", to_bytes("{\"a\": 1}")}})));
  // The content is not packed, and as old as can be.
  CHECK(contains(packed, "a.json{\"a\": 1}"));
  CHECK(packed.substr(8, 6) == std::string("\0\0\0\0\x21\0", 6));
}

TEST_CASE("what a file is is seen from what it holds") {
  const ModelFolder folder;
  CHECK(read_model_files(folder.write("a", model_fixture("keras.h5")))[0].tensors.size() == 3);
  CHECK(read_model_files(folder.write("b", model_fixture("raw.onnx")))[0].tensors.size() == 6);
  for (const char* name : {"c.h5", "d.keras", "e.txt"}) {
    const ModelFiles files = read_model_files(folder.write(name, std::string("\x08text")));
    CHECK(names_of(files) == Names{name});
    CHECK(files[0].bytes == to_bytes("\x08text"));
  }
  CHECK(contains(refusal([&] { read_model_files(folder.write("f.onnx", std::string("text"))); }), "[ONNX]"));
  CHECK(contains(refusal([&] { read_model_files(folder / "nothing.h5"); }), "No such file"));
}

TEST_CASE("the weights that a TensorFlow.js model names are read from its folder alone") {
  const ModelFolder folder;
  const auto model = [](const std::string& paths) {
    return R"({"modelTopology": {}, "weightsManifest": [{"paths": )" + paths + R"(, "weights": []}, {}]})";
  };
  folder.write("one", std::string("1"));
  folder.write("two.bin", std::string("\x1f\x8b not packed"));
  folder.write("inner/three.bin", std::string("3"));
  const std::string file =
      folder.write("model.json", model(R"(["two.bin", "one", "one", "inner/three.bin", "../x", 3])"));
  const ModelFiles files = read_model_files(file);
  CHECK(names_of(files) == Names{"model.json", "two.bin", "one", "inner/three.bin"});
  CHECK(as_text(files[1].bytes) == "\x1f\x8b not packed");
  folder.write("model.json", model(R"(["four.bin"])"));
  CHECK(contains(refusal([&] { read_model_files(file); }), "four.bin] No such file"));
}

TEST_CASE("an architecture and the weights to it are found from each other") {
  for (const std::string end : {".h5", ".weights.h5", "_weights.h5", "-weights.h5"}) {
    const ModelFolder folder;
    const std::string json = folder.write("a.json", kArchitecture),
                      weights = folder.write("a" + end, weights_alone());
    folder.write("b.json", kArchitecture);
    CHECK(names_of(read_model_files(weights)) == Names{"a" + end, "a.json"});
    CHECK(names_of(read_model_files(json)) == Names{"a.json", "a" + end});
    CHECK(read_model_files(json)[1].tensors.size() == 1);
  }
  const ModelFolder folder;
  folder.write("a.json", kArchitecture);
  CHECK(names_of(read_model_files(folder.write("a.h5", model_fixture("keras.h5")))) == Names{"a.h5"});
  CHECK(names_of(read_model_files(folder.write("b.h5", weights_alone()))) == Names{"b.h5"});
  CHECK(names_of(read_model_files(folder.write("c.json", kArchitecture))) == Names{"c.json"});
  CHECK(names_of(read_model_files(folder.write("a.json", std::string("{")))) == Names{"a.json"});
}

TEST_CASE("an architecture and its weights are found by the names that they mostly have") {
  for (const auto& [json, weights] : {std::pair{"model.json", "weights.h5"},
                                      {"model_architecture.json", "model_weights.h5"},
                                      {"config.json", "model.weights.h5"},
                                      {"net.json", "net.hdf5"}}) {
    const ModelFolder folder;
    const std::string file = folder.write(json, kArchitecture);
    folder.write(weights, weights_alone());
    CHECK(names_of(read_model_files(file)) == Names{json, weights});
    if (std::string(json) != "net.json")
      CHECK(names_of(read_model_files(folder / weights)) == Names{weights, json});
  }
}

TEST_CASE("the numbers of an ONNX file are found beside it, in a folder and in an archive") {
  const Bytes model = model_fixture("outside.onnx"), numbers = model_fixture("outside.onnx.data");
  const ModelFolder folder;
  const std::string file = folder.write("renamed.onnx", model);
  CHECK(contains(refusal([&] { read_model_files(file); }), "outside.onnx.data] No such file"));
  const ModelFiles packed = read_model_files(
      folder.write("a.zip", zip({{"in/model.onnx", model}, {"in/outside.onnx.data", numbers}})));
  CHECK(values_of(packed[0], "b") == Floats{2, 3});
  folder.write("outside.onnx.data", numbers);
  CHECK(values_of(read_model_files(file)[0], "b") == Floats{2, 3});
}
