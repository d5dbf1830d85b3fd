#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <sstream>

#include "cli/long_training.h"
#include "cli/process.h"
#include "io/model_file.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// What is done in a checkpoint: epochs, and batches of the next one.
std::pair<int, int> position(const std::string& file) {
  const std::string bytes = read_text(file);
  const NamedModel named = read_model(std::as_bytes(std::span(bytes)));
  REQUIRE(named.training.has_value());
  return {named.training->values["trainer/epoch"], named.training->values["trainer/batch"]};
}

/// The figures of every epoch that is told, which must be the same whenever one is told again; the hash, once
/// it is told.
struct Told {
  std::map<int, Json> epochs;
  std::string hash;

  /// Returns the first epoch that this output tells of; 0 where it tells of none.
  int read(const std::string& output) {
    int first = 0;
    std::istringstream stream(output);
    for (std::string line; std::getline(stream, line);) {
      Json event = parse_json("output", line);
      if (event["event"] == "done") hash = event["weights_hash"];
      if (event["event"] != "epoch_end") continue;
      event.erase("images_per_second");
      const int epoch = event["epoch"];
      if (first == 0) first = epoch;
      const auto [known, is_new] = epochs.emplace(epoch, event);
      if (!is_new) CHECK(known->second == event);
    }
    return first;
  }
};

std::size_t files_in(const TemporaryFolder& folder, const std::string& name) {
  const std::filesystem::directory_iterator files(folder / name);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace

TEST_CASE("a training that is killed at any moment ends as the one that was not" *
          doctest::test_suite("kills")) {
  const char* wanted = std::getenv("INKLING_KILLS");
  const int kills = wanted ? std::atoi(wanted) : 4;
  const auto seed = static_cast<unsigned>(std::chrono::system_clock::now().time_since_epoch().count());
  CAPTURE(seed);
  std::mt19937 random(seed);
  const TemporaryFolder folder;
  folder.write("run/keep", "");
  const std::string model = folder / "run/model.safetensors", checkpoint = model + ".checkpoint";
  const std::string out = folder / "out", error = folder / "error";
  const Words training = long_training(folder, 0.7 * kills) + Words{"--json"};
  Told whole, told;
  REQUIRE(Process(training, out, error).wait() == 0);
  whole.read(read_text(out));

  int killed = 0, in_epochs = 0, resumed = 0;
  std::int64_t most_ms = 0;
  std::pair<int, int> kept{0, 0};
  for (bool done = false; !done;) {
    const bool goes_on = std::filesystem::exists(checkpoint);
    resumed += goes_on;
    const std::vector<std::string> words =
        goes_on ? std::vector<std::string>{"train",           "--json",   "--threads", "1",     "--data",
                                           folder / "digits", "--resume", checkpoint,  "--out", model}
                : training + Words{"--out", model};
    const auto started = std::filesystem::file_time_type::clock::now();
    Process process(words, out, error);
    if (killed == 0) REQUIRE(appears(checkpoint));
    if (killed < kills)
      wait_ms(std::uniform_int_distribution<>(killed ? 200 : 0, killed ? 2200 : 200)(random));
    done = process.has_ended() || killed == kills;
    if (!done) process.signal(SIGKILL);
    const int status = process.wait();
    const auto now = std::filesystem::file_time_type::clock::now();
    const int first = told.read(read_text(out));
    if (goes_on && first > 0) CHECK(first == kept.first + 1);
    if (done) {
      CHECK(status == 0);
      continue;
    }
    ++killed;
    if (!std::filesystem::exists(checkpoint)) continue;
    const auto reached = position(checkpoint);
    CHECK(reached >= kept);
    kept = reached;
    in_epochs += kept.second > 0;
    // No more than what happened since then, or since the start, is lost. The machine may be busy.
    const auto lost = now - std::max(std::filesystem::last_write_time(checkpoint), started);
    CHECK(lost < std::chrono::seconds(10));
    most_ms = std::max(most_ms, std::chrono::duration_cast<std::chrono::milliseconds>(lost).count());
  }
  MESSAGE(killed, " kills, ", resumed, " resumed, ", in_epochs, " in mid-epoch, ", whole.epochs.size(),
          " epochs; at most ", most_ms, " ms were lost");
  CHECK(killed >= 1);
  CHECK(resumed >= 1);
  CHECK(told.hash == whole.hash);
  CHECK(told.epochs == whole.epochs);
  // The model and "keep": neither checkpoints nor halves of them.
  CHECK(files_in(folder, "run") == 2);
}

TEST_CASE("signals keep a checkpoint in mid-epoch, and say how to go on" * doctest::test_suite("kills")) {
  for (const int signal : {SIGTERM, SIGHUP}) {
    CAPTURE(signal);
    const TemporaryFolder folder;
    const std::string model = folder / "model.safetensors", checkpoint = model + ".checkpoint";
    Process process(small_training(folder, 9999) + Words{"--out", model}, folder / "out", folder / "error");
    REQUIRE(appears(checkpoint));
    process.signal(signal);
    CHECK(process.wait() == 130);
    const std::string said = read_text(folder / "error");
    CHECK(said.starts_with("inkling: [train] stopped in epoch "));
    CHECK(said.ends_with(" of 9999; go on with --resume " + checkpoint + "\n"));
    CHECK(position(checkpoint) > std::pair{0, 0});
  }
}

TEST_CASE("a checkpoint that cannot be written is told once, and tried again" *
          doctest::test_suite("kills")) {
  const TemporaryFolder folder;
  folder.write("run/keep", "");
  const std::string model = folder / "run/model.safetensors", checkpoint = model + ".checkpoint";
  Process process(small_training(folder, 9999) + Words{"--out", model}, folder / "out", folder / "error");
  REQUIRE(appears(checkpoint));
  std::filesystem::rename(folder / "run", folder / "away");
  const auto kept = position(folder / "away/model.safetensors.checkpoint");
  for (int i = 0; i < 1500 && read_text(folder / "error").empty(); ++i) wait_ms(10);
  std::filesystem::rename(folder / "away", folder / "run");
  for (int i = 0; i < 1500 && position(checkpoint) == kept; ++i) wait_ms(10);
  CHECK(position(checkpoint) > kept);
  process.signal(SIGTERM);
  CHECK(process.wait() == 130);
  const std::string said = read_text(folder / "error");
  CHECK(said.starts_with("inkling: no checkpoint can be written: ["));
  CHECK(said.find("; training goes on, and it is tried again; so far the last good one is of ") != said.npos);
  CHECK(std::count(said.begin(), said.end(), '\n') == 2);
}
