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
                "must end in .safetensors");
  check_refused("convert" + quoted("network.onnx") + " '" + out + "' --scaling 7", "--scaling");
}
