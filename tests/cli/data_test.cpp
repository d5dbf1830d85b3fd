#include <set>

#include "cli/program.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A program named curl that does this, with a cache of its own and no other data at hand.
std::string with_curl(const TemporaryFolder& folder, const std::string& script) {
  const std::string curl = folder.write("bin/curl", "#!/bin/sh\nfor address; do :; done\n" + script + "\n");
  std::filesystem::permissions(curl, std::filesystem::perms::owner_all);
  return "INKLING_DATA= XDG_CACHE_HOME='" + folder / "cache" + "' PATH='" + folder / "bin" + "':\"$PATH\"";
}

std::set<std::string> files_below(const std::string& path) {
  std::set<std::string> names;
  if (!std::filesystem::exists(path)) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.is_regular_file()) names.insert(entry.path().filename().string());
  return names;
}

double loss_of(const std::string& model, const std::string& data) {
  const Outcome outcome = run_inkling("evaluate '" + model + "' --data '" + data + "' --json");
  CAPTURE(outcome.error);
  REQUIRE(outcome.status == 0);
  return parse_json("evaluate", outcome.out)["loss"];
}

}  // namespace

TEST_CASE("IDX files may be packed, and a folder may have one part alone") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 100);
  const double loss = loss_of(kShipped, digits);
  REQUIRE(std::system(("gzip '" + digits + "'/*").c_str()) == 0);
  CHECK(loss_of(kShipped, digits) == loss);
  CHECK(run_inkling("evaluate '" + kShipped + "' --data '" + digits + "'").out.find("it has no test part") !=
        std::string::npos);
  const std::string packed = digits + "/train-images-idx3-ubyte.gz", bytes = read_text(packed);
  folder.write("digits/train-images-idx3-ubyte.gz", bytes.substr(0, bytes.size() / 2));
  check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", "cut short");
  folder.write("digits/train-images-idx3-ubyte.gz", bytes.substr(0, 40) + std::string(200, '\xff'));
  check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", "damaged");
  std::filesystem::remove(packed);
  check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", "labels but no images");
}

TEST_CASE("what is downloaded is checked before it is kept") {
  const TemporaryFolder folder;
  const std::string evaluate = "evaluate '" + kShipped + "' --data fashion-mnist";
  check_refused(evaluate, "is not what was published", with_curl(folder, "echo nonsense"));
  check_refused(evaluate, "is larger than", with_curl(folder, "exec yes"));
  check_refused(evaluate, "(6) no such host", with_curl(folder, "echo 'curl: (6) no such host' >&2; exit 6"));
  check_refused(evaluate, "which is not installed", with_curl(folder, "exit 127"));
  CHECK(files_below(folder / "cache").empty());
}

TEST_CASE("what was downloaded is taken from the cache while it is whole") {
  const auto kmnist = data_path("kmnist");
  if (!kmnist) {
    MESSAGE("skipped: Kuzushiji-MNIST needs INKLING_DATA");
    return;
  }
  const TemporaryFolder folder;
  const std::string evaluate = "evaluate '" + kShipped + "' --data kmnist", reached = "has the label";
  const std::string there = "cat '" + *kmnist + "'/$(basename \"$address\")";
  check_refused(evaluate, reached, with_curl(folder, there));
  CHECK(files_below(folder / "cache") ==
        std::set<std::string>{"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"});
  check_refused(evaluate, reached, with_curl(folder, "exit 1"));
  folder.write("cache/inkling/kmnist/t10k-labels-idx1-ubyte.gz", "damaged");
  check_refused(evaluate, "curl failed", with_curl(folder, "exit 1"));
  check_refused(evaluate, reached, with_curl(folder, there));
}

TEST_CASE("portable and fast kernels train alike") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 200), model = folder / "model.safetensors";
  const auto trained = [&](const std::string& kernels) {
    const Outcome outcome =
        run_inkling("train --model '" + folder.write("network.json", kSmallNetwork) + "' --data '" + digits +
                    "' --epochs 3 --kernels " + kernels + " --out '" + model + "'");
    REQUIRE(outcome.status == 0);
    return loss_of(model, digits);
  };
  CHECK(trained("portable") == doctest::Approx(trained("auto")).epsilon(1e-3));
}

TEST_CASE("drawings are read from standard input, those without ink too") {
  const std::string lines = "printf '{\"strokes\":[]}\\n\\n{\"strokes\":[[5,1,5,2,5,9]]}' |";
  const Outcome outcome = run_inkling("predict '" + kShipped + "' --strokes -", lines);
  CHECK(outcome.status == 0);
  CHECK(outcome.out.starts_with("{\"text\":\"\",\"characters\":[],\"rejected\":false}\n{\"text\":\""));
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 2);
}

TEST_CASE("Ctrl-C ends a training in words and leaves what was there") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 200), model = folder.write("out/model", "older");
  const Outcome outcome = run_inkling("train --model '" + folder.write("network.json", kSmallNetwork) +
                                          "' --data '" + digits + "' --epochs 1000000 --out '" + model + "'",
                                      "timeout --preserve-status -s INT 3");
  CHECK(outcome.status == 130);
  CHECK(outcome.error.find("go on with --resume") != std::string::npos);
  CHECK(read_text(model) == "older");
  CHECK(files_below(folder / "out") == std::set<std::string>{"model", "model.checkpoint"});
  check_refused("train --epochs 2 --data '" + digits + "' --resume '" + model + ".checkpoint'",
                "[--resume] the file is a checkpoint");
}

TEST_CASE("a training that was stopped goes on to the weights of one that was not") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 1000), model = folder / "model";
  const std::string data = "' --data '" + digits + "' --kernels portable --json --out '" + model + "'";
  const std::string whole =
      "train --epochs 120 --model '" + folder.write("network.json", kSmallNetwork) + data;
  const std::string expected = run_inkling(whole).out;
  Outcome outcome = run_inkling(whole, "timeout --preserve-status -s INT 0.4");
  int stops = 0;
  for (; outcome.status == 130 && stops < 100; ++stops)
    outcome = run_inkling("train --resume '" + model + ".checkpoint" + data,
                          stops < 3 ? "timeout --preserve-status -s INT 0.4" : "");
  CHECK(outcome.status == 0);
  CHECK(stops > 0);
  const auto hash = [](const std::string& out) { return out.substr(out.find("weights_hash"), 34); };
  CHECK(hash(outcome.out) == hash(expected));
  CHECK(!std::filesystem::exists(model + ".checkpoint"));
}
