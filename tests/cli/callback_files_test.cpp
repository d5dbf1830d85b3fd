#include "base/json.h"
#include "cli/process.h"
#include "cli/program.h"
#include "io/model_file.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json callback(const char* type, const Json& config) {
  return {{"class_name", type}, {"config", config}};
}

/// Trains the small network with one callback.
std::string with(const TemporaryFolder& folder, const Json& callback, const std::string& more) {
  const Json network{{"model", parse_json("tests", kSmallNetwork)},
                     {"training", {{"epochs", 2}, {"callbacks", {callback}}}}};
  return "train --model '" + folder.write("network.json", network.dump()) + "' --data '" +
         idx_folder(folder, "train", 40) + "' " + more;
}

}  // namespace

TEST_CASE("a configuration does not choose where files are written") {
  const TemporaryFolder folder;
  const std::string outside = folder.write("outside/log.csv", "untouched"),
                    out = folder / "run/model.safetensors";
  folder.write("run/keep", "");
  std::filesystem::create_symlink(outside, folder / "run/link.csv");
  const std::string to = "--out '" + out + "'";
  for (const std::string& path :
       {outside, std::string("../outside/log.csv"), std::string(".."), std::string(".bashrc"),
        std::string("a/log.csv"), std::string("a\\log.csv"), std::string("log\n.csv")}) {
    CAPTURE(path);
    check_refused(with(folder, callback("CSVLogger", {{"filename", path}}), to),
                  "[CSVLogger] filename must be a plain name, without a folder, got '");
    check_refused(with(folder, callback("ModelCheckpoint", {{"filepath", path}}), to),
                  "[ModelCheckpoint] filepath must be a plain name, without a folder, got '");
  }
  check_refused(with(folder, callback("CSVLogger", {{"filename", "link.csv"}}), to), "link.csv' is a link");
  check_refused(with(folder, callback("CSVLogger", {{"filename", "keep"}}), to),
                "keep' is there already; it is replaced only with --overwrite");
  for (const char* name : {"model.safetensors", "model.safetensors.checkpoint"})
    check_refused(with(folder, callback("ModelCheckpoint", {{"filepath", name}}), to),
                  "is what --out writes");
  check_refused(with(folder, callback("CSVLogger", {{"filename", "log.csv"}}), ""),
                "[CSVLogger] 'log.csv' is written beside the model only, and --out names none");
  for (const char* separator : {"", ", ", "\n", "\r", "\nevil"})
    check_refused(
        with(folder, callback("CSVLogger", {{"filename", "log.csv"}, {"separator", separator}}), to),
        "[CSVLogger] separator must be one character");
  CHECK(read_text(outside) == "untouched");
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("which files callbacks write is told before training") {
  const TemporaryFolder folder;
  const std::string part = folder.write("run/log.csv." + dead_process() + ".part", "half of it");
  const Json logger = callback("CSVLogger", {{"filename", "log.csv"}, {"separator", ";"}});
  const Outcome words = run_inkling(with(folder, logger, "--out '" + folder / "run/a.safetensors" + "'"));
  CHECK(words.status == 0);
  CHECK(words.error == "inkling: callbacks write into the folder " + folder / "run" + ": log.csv\n");
  CHECK(read_text(folder / "run/log.csv").starts_with("epoch;accuracy;loss;val_accuracy;val_loss\n0;"));
  CHECK_FALSE(std::filesystem::exists(part));
  const Outcome events =
      run_inkling(with(folder, logger, "--json --overwrite --out '" + folder / "run/a.safetensors" + "'"));
  const Json first = parse_json("output", events.out.substr(0, events.out.find('\n')));
  CHECK(first == Json{{"event", "files"}, {"folder", folder / "run"}, {"names", {"log.csv"}}});
}

TEST_CASE("a checkpoint brings neither a place nor lines of its own" * doctest::test_suite("kills")) {
  const TemporaryFolder folder;
  const std::string model = folder / "run/model.safetensors", checkpoint = model + ".checkpoint";
  folder.write("run/keep", "");
  const Json training{{"epochs", 1'000'000},
                      {"callbacks", {callback("CSVLogger", {{"filename", "log.csv"}})}}};
  const Json network{{"model", parse_json("tests", kSmallNetwork)}, {"training", training}};
  Process process({"train", "--model", folder.write("network.json", network.dump()), "--data",
                   idx_folder(folder, "train", 40), "--out", model},
                  folder / "out", folder / "error");
  appears(checkpoint);
  process.signal(SIGTERM);
  process.wait();
  REQUIRE(std::filesystem::exists(checkpoint));
  const std::string bytes = read_text(checkpoint), log = read_text(folder / "run/log.csv");
  const auto refuse = [&](const auto& change, const std::string& what) {
    NamedModel named = read_model(std::as_bytes(std::span(bytes)));
    change(named.training->values);
    const auto file = write_model(named.model, named.labels,
                                  {.compile_config = named.compile_config, .training = &*named.training});
    const std::string hostile =
        folder.write("hostile.checkpoint", {reinterpret_cast<const char*>(file.data()), file.size()});
    check_refused("train --resume '" + hostile + "' --data '" + folder / "digits" + "' --out '" +
                      folder / "run/other.safetensors" + "'",
                  what);
  };
  const auto set_config = [](const char* key, const std::string& value) {
    return [=](Json& values) { values["plan"]["training"]["callbacks"][0]["config"][key] = value; };
  };
  refuse(set_config("filename", folder / "outside.csv"), "[CSVLogger] filename must be a plain name");
  refuse(set_config("separator", "\nevil"), "[CSVLogger] separator must be one character");
  refuse([](Json& values) { values["trainer/callback0/text"] = "evil: $(rm)\n"; },
         "[CSVLogger] the lines so far must be a table of figures");
  CHECK_FALSE(std::filesystem::exists(folder / "outside.csv"));
  CHECK(read_text(folder / "run/log.csv") == log);
}
