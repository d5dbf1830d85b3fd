#include "cli/program.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// The small network, trained on bars.
std::string trained(const TemporaryFolder& folder) {
  const std::string model = folder / "model.safetensors";
  const Outcome outcome =
      run_inkling("train --model '" + folder.write("network.json", kSmallNetwork) + "' --data '" +
                  idx_folder(folder, "train", 200) + "' --epochs 8 --out '" + model + "'");
  CAPTURE(outcome.error);
  REQUIRE(outcome.status == 0);
  return model;
}

}  // namespace

TEST_CASE("pack writes a smaller model that reads as the one before") {
  const TemporaryFolder folder;
  const std::string model = trained(folder), out = folder / "small.safetensors";
  const Outcome outcome = run_inkling("pack '" + model + "' --data '" + folder / "digits" +
                                      "' --refused 0.1 --out '" + out + "'");
  CAPTURE(outcome.error);
  REQUIRE(outcome.status == 0);
  CHECK(outcome.out.starts_with("saved " + out + ", "));
  CHECK(outcome.error.empty());
  CHECK(std::filesystem::file_size(out) < std::filesystem::file_size(model) / 2);
  const auto accuracy = [&](const std::string& file) {
    return parse_json("evaluate", run_inkling("evaluate '" + file + "' --data '" +
                                              idx_folder(folder, "t10k", 100) + "' --json")
                                      .out)["accuracy"]
        .get<double>();
  };
  CHECK(accuracy(out) == accuracy(model));
  CHECK(run_inkling("summary '" + out + "'").out.find("Dropout") == std::string::npos);
  const Outcome predicted =
      run_inkling("predict '" + out + "' --strokes '" + fixture_path("ink/digits.jsonl") + "'");
  CHECK(predicted.status == 0);
  CHECK(std::count(predicted.out.begin(), predicted.out.end(), '\n') == 40);
}

TEST_CASE("what cannot be packed is refused in one line, and nothing is written") {
  const TemporaryFolder folder;
  const std::string model = trained(folder), out = folder / "small.safetensors";
  const std::string data = " --data '" + folder / "digits" + "'", to = " --out '" + out + "'";
  const auto pack = [](const std::string& file) { return "pack '" + file + "'"; };
  check_refused("pack", "MODEL");
  check_refused(pack(model) + to, "--data");
  check_refused(pack(model) + data, "--out");
  check_refused(pack(model) + data + to + " --refused 0.6", "refused");
  check_refused(pack(model) + data + to + " --refused few", "refused");
  check_refused(pack(model) + data + " --out /nowhere/small.safetensors", "/nowhere");
  check_refused(pack("/nowhere") + data + to, "/nowhere");
  check_refused(pack(folder / "network.json") + data + to, "a network without its weights");
  check_refused(pack(model) + " --data /nowhere" + to, "/nowhere");
  const std::string twelve = folder.write("twelve.jsonl", R"({"strokes":[[0,0,9,9]],"label":12})");
  check_refused(pack(model) + " --data 'strokes:" + twelve + "'" + to, "label '12'");
  const std::string nothing = folder.write("nothing.jsonl", R"({"strokes":[[0,0,9,9]],"label":null})");
  check_refused(pack(model) + " --data 'strokes:" + nothing + "'" + to, "no image shows a class");
  CHECK_FALSE(std::filesystem::exists(out));
}
