#include <doctest/doctest.h>

#include "cli/model_files.h"
#include "cli/program.h"
#include "fixtures.h"
#include "io/import.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

std::string path_of(const std::string& name) {
  return fixture_path("models/digits/" + name);
}

std::string quoted(const std::string& name) {
  return " '" + path_of(name) + "'";
}

const std::vector<std::string> kSame{
    "keras-0-weights.h5",       "keras-0.json", "keras-2.1.h5",    "keras-2.3-channels-first.h5",
    "keras-2.13-windows.keras", "keras-3.4.h5", "keras-3.8.keras", "tfjs/model.json",
    "tfjs-graph/model.json",    "network.onnx"};

/// The weights of that network alone, under names as PyTorch has them or as Keras does.
TensorFile weights_alone(Sequential& network, bool is_pytorch) {
  const std::vector<const char*> layers{"conv1", "fc1"};
  TensorFile file;
  for (std::size_t i = 0; i < network.weights().size(); ++i) {
    const auto& values = network.weights()[i].values;
    const bool is_kernel = i % 2 == 0;
    NamedTensor tensor{std::string(layers[i / 2]) + (!is_kernel   ? ".bias"
                                                     : is_pytorch ? ".weight"
                                                                  : ".kernel"),
                       values.shape,
                       {values.begin(), values.end()}};
    const Shape shape = tensor.shape;
    if (is_pytorch && shape.rank() == 4)
      tensor = {
          tensor.name, {shape[3], shape[2], shape[0], shape[1]}, channels_first_kernel(tensor.values, shape)};
    if (is_pytorch && shape.rank() == 2) {
      // Its features are in the order channels, rows, columns.
      const int channels = network.weights()[0].values.shape[3], pixels = shape[0] / channels;
      std::vector<float> theirs;
      for (int unit = 0; unit < shape[1]; ++unit)
        for (int channel = 0; channel < channels; ++channel)
          for (int pixel = 0; pixel < pixels; ++pixel)
            theirs.push_back(
                tensor.values[(static_cast<std::size_t>(pixel) * channels + channel) * shape[1] + unit]);
      tensor = {tensor.name, {shape[1], shape[0]}, theirs};
    }
    file.tensors.push_back(std::move(tensor));
  }
  return file;
}

}  // namespace

TEST_CASE("one network is the same in the files of all programs") {
  const Json expected = read_fixture("models/digits/expected.json");
  std::vector<Scalar> image;
  for (const Json& pixel : expected["image"]) image.push_back(pixel.get<Scalar>() / 255);
  for (const auto& name : kSame) {
    CAPTURE(name);
    ImportedModel imported = import_model(read_model_files(path_of(name)), "0..1");
    auto answers = imported.named.model.predict(image, 1);
    make_probabilities(imported.named.model, answers);
    CHECK(distance(answers, scalars(expected["answers"])) < 1e-5);
    CHECK(imported.named.model.parameters() == 1310);
  }
}

TEST_CASE("weights alone are tried in all networks that they fit") {
  const ImportedModel imported = import_model(read_model_files(path_of("keras-2-weights-alone.h5")));
  CHECK(imported.named.model.parameters() == 1310);
  CHECK(contains(imported.writer, "weights alone"));
  // Whatever opens it says so.
  for (const std::string command : {"summary", "predict", "evaluate"}) {
    const Outcome outcome = run_inkling(command + quoted("keras-2-weights-alone.h5") +
                                            (command == "evaluate"  ? " --data 'mnist[:50]'"
                                             : command == "predict" ? " --strokes -"
                                                                    : ""),
                                        "true |");
    CHECK(contains(outcome.error, "its layers were guessed from weights alone, and it reads only "));
  }
}

TEST_CASE(
    "weights alone in a safetensors file are put into a network, in the order of Keras and of PyTorch") {
  const Json expected = read_fixture("models/digits/expected.json");
  std::vector<Scalar> image;
  for (const Json& pixel : expected["image"]) image.push_back(pixel.get<Scalar>() / 255);
  ImportedModel whole = import_model(read_model_files(path_of("keras-3.8.keras")), "0..1");
  for (const bool is_pytorch : {false, true}) {
    CAPTURE(is_pytorch);
    ImportedModel alone = import_model(
        {{.name = "a", .bytes = write_safetensors(weights_alone(whole.named.model, is_pytorch))}}, "0..1");
    CHECK(alone.format == "weights");
    CHECK(distance(alone.named.model.predict(image, 1), scalars(expected["answers"])) < 1e-5);
  }
}

TEST_CASE("inkling convert saves a model of another program as one of its own") {
  const TemporaryFolder folder;
  const std::string out = folder / "model.safetensors";
  const Outcome converted =
      run_inkling("convert" + quoted("keras-3.8.keras") + " '" + out + "' --scaling 0..255");
  CAPTURE(converted.error);
  CHECK(converted.status == 0);
  CHECK(converted.out.starts_with("Keras 3.8 (keras), 1,310 parameters\n"));
  CHECK(contains(converted.out, "ink 0..255  <- taken"));
  CHECK(contains(run_inkling("summary '" + out + "'").out, "Rescaling"));
  // Whatever takes a model takes any.
  const Outcome summary = run_inkling("summary" + quoted("tfjs/model.json"));
  CHECK(summary.status == 0);
  CHECK(contains(summary.out, "conv2d_1 (Conv2D)"));
  CHECK(run_inkling("evaluate" + quoted("network.onnx") + " --data 'mnist[:50]'").status == 0);
}

TEST_CASE("inkling convert writes every format, and what it wrote opens again with its labels") {
  const TemporaryFolder folder;
  const std::string shipped = std::string(INKLING_SOURCE_DIR) + "/src/presets/inkling.safetensors";
  for (const std::string name :
       {"a.keras", "a.h5", "a.json", "a.onnx", "a.zip", "model.json", "b.safetensors"}) {
    CAPTURE(name);
    const Outcome converted = run_inkling("convert '" + shipped + "' '" + folder / name +
                                          "' --labels zero,one,two,three,four,five,six,seven,eight,nine");
    CAPTURE(converted.error);
    REQUIRE(converted.status == 0);
    ImportedModel back = import_model(read_model_files(folder / name));
    CHECK(back.named.labels[7] == "seven");
    CHECK(back.named.model.weights_hash() == read_model(shipped_model()).model.weights_hash());
  }
  CHECK(std::filesystem::exists(folder / "a_weights.h5"));
  CHECK(std::filesystem::exists(folder / "group1-shard1of1.bin"));
}

TEST_CASE("the shards of a TensorFlow.js model may lie in a folder, but never outside of its own") {
  const TemporaryFolder folder;
  for (const auto& [shard, path] : {std::pair{"0", "./0.bin"}, {"1", "weights/1.bin"}, {"2", "../2.bin"}}) {
    const std::string model = folder / shard + "/model.json";
    REQUIRE(run_inkling("convert '" + kShipped + "' '" +
                        folder.write(std::string(shard) + "/model.json", "") + "'")
                .status == 0);
    std::string json = read_text(model);
    const std::string written = "group1-shard1of1.bin";
    json.replace(json.find(written), written.size(), path);
    folder.write(std::string(shard) + "/model.json", json);
    const std::filesystem::path to = std::filesystem::path(folder / shard) / path;
    std::filesystem::create_directories(to.parent_path());
    std::filesystem::rename(folder / shard + "/" + written, to);
    CAPTURE(path);
    if (shard == std::string("2"))
      CHECK(contains(refusal([&] { import_model(read_model_files(model)); }),
                     "the file 2.bin with its weights is missing"));
    else
      for (const std::string& from : {model, folder / shard, folder / shard + "/"})
        CHECK(import_model(read_model_files(from)).named.model.weights_hash() ==
              read_model(shipped_model()).model.weights_hash());
  }
}

TEST_CASE("a C++ compiler makes a program of the header, and it answers as Inkling does") {
  const TemporaryFolder folder;
  const std::string shipped = std::string(INKLING_SOURCE_DIR) + "/src/presets/inkling.safetensors";
  REQUIRE(run_inkling("convert '" + shipped + "' '" + folder / "digits.h" + "'").status == 0);
  const std::string source = folder.write(
      "main.cpp", "#include \"digits.h\"\nint main() { return digits::test() < 1e-5f ? 0 : 1; }\n");
  const std::string program = folder / "program";
  REQUIRE(std::system(
              ("c++ -std=c++11 -O1 -Wall -Wextra -Wpedantic -Werror '" + source + "' -o '" + program + "'")
                  .c_str()) == 0);
  CHECK(std::system(program.c_str()) == 0);
}

TEST_CASE("what cannot be converted is refused in one line, and nothing is written") {
  const TemporaryFolder folder;
  const std::string out = folder / "model.safetensors";
  const auto refused = [&](const std::string& in, const std::string& words, const std::string& more = "") {
    check_refused("convert '" + in + "' '" + out + "' " + more, words);
    CHECK_FALSE(std::filesystem::exists(out));
  };
  refused(folder.write("empty", ""), "[safetensors]");
  refused(folder.write("text.onnx", "no model"), "[ONNX] this is no ONNX model");
  refused(path_of("expected.json"), "the file holds a network without its weights");
  const std::string json = read_text(path_of("tfjs/model.json"));
  refused(folder.write("model.json", json), "group1-shard1of2.bin] No such file");
  check_refused("convert" + quoted("network.onnx") + " '" + folder / "model.txt" + "'",
                "model.txt] must end in one of .keras, .h5,");
  check_refused("convert" + quoted("network.onnx") + " '" + out + "' --scaling 7", "--scaling");
}
