#include "cli/long_training.h"
#include "cli/process.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A training of a moment.
std::string training(const TemporaryFolder& folder, const std::string& more) {
  return "train --model '" + folder.write("network.json", kSmallNetwork) + "' --data '" +
         idx_folder(folder, "train", 40) + "' " + more;
}

/// What goes before the program in the shell, so that nothing it writes becomes larger.
std::string limited(int kilobytes) {
  return "ulimit -f " + std::to_string(2 * kilobytes) + ";";
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("where no checkpoint fits on the disk, training goes on to its model" *
          doctest::test_suite("kills")) {
  const TemporaryFolder folder;
  const std::string model = folder / "model.safetensors";
  const std::string words = in_quotes(long_training(folder, 2.5) + Words{"--out", model});
  const Outcome outcome = run_inkling(words, limited(40));
  CAPTURE(outcome.error);
  CHECK(outcome.status == 0);
  CHECK(outcome.error.starts_with("inkling: no checkpoint can be written: ["));
  CHECK(outcome.error.ends_with("and it is tried again; so far nothing was saved\n"));
  CHECK(count(outcome.error, "\n") == 1);
  CHECK(run_inkling("summary '" + model + "'").status == 0);
  CHECK(count(outcome.out, "saved ") == 1);

  // Not even the model, which is an error that says what is left.
  const Outcome nothing =
      run_inkling(in_quotes(small_training(folder, 1) + Words{"--out", model}), limited(8));
  CHECK(nothing.status == 2);
  CHECK(nothing.error.starts_with("inkling: [train] the model cannot be written: ["));
  CHECK(nothing.error.ends_with("; nothing was saved\n"));
  CHECK(run_inkling("summary '" + model + "'").status == 0);
}

TEST_CASE("where only the model does not fit, the last good checkpoint is named" *
          doctest::test_suite("kills")) {
  const TemporaryFolder folder;
  const std::string model = folder / "model.safetensors", checkpoint = model + ".checkpoint";
  {
    Process process(long_training(folder, 6) + Words{"--out", model}, folder / "out", folder / "error");
    for (int i = 0; i < 3000 && !std::filesystem::exists(checkpoint) && !process.has_ended(); ++i)
      wait_ms(10);
    process.signal(SIGTERM);
    REQUIRE(process.wait() == 130);
  }
  const std::string resume =
      "train --resume '" + checkpoint + "' --data '" + folder / "digits" + "' --out '" + model + "'";
  const Outcome outcome = run_inkling(resume, limited(8));
  CAPTURE(outcome.error);
  CHECK(outcome.status == 2);
  CHECK(outcome.error.find("; go on with --resume " + checkpoint + ", which is of where it was resumed\n") !=
        std::string::npos);
  CHECK(run_inkling(resume).status == 0);
  CHECK_FALSE(std::filesystem::exists(checkpoint));
}

TEST_CASE("a disk that is really full does not end a training" * doctest::test_suite("kills")) {
  const TemporaryFolder folder;
  folder.write("disk/file", "");
  const std::string mount =
      "unshare -rm sh -c 'mount -t tmpfs -o size=60k none \"" + folder / "disk" + "\" && exec \"$0\" \"$@\"'";
  if (std::system((mount + " true 2>/dev/null").c_str()) != 0) {
    MESSAGE("skipped: no file system can be mounted here");
    return;
  }
  const Words words = long_training(folder, 2.5) + Words{"--out", folder / "disk/model.safetensors"};
  const Outcome outcome = run_inkling(in_quotes(words), mount);
  CAPTURE(outcome.error);
  CHECK(outcome.status == 0);
  CHECK(outcome.error.find("No space left on device; training goes on") != std::string::npos);
  CHECK(count(outcome.error, "\n") == 1);
  CHECK(count(outcome.out, "saved ") == 1);
}

TEST_CASE("--out takes the place of no training that may go on") {
  const TemporaryFolder folder;
  const std::string model = folder / "model.safetensors", checkpoint = model + ".checkpoint";
  const std::string words = training(folder, "--epochs 1 --out '" + model + "'");
  folder.write("model.safetensors.checkpoint", "another");
  check_refused(words, "is of another training: go on with it by --resume");
  CHECK(read_text(checkpoint) == "another");
  CHECK_FALSE(std::filesystem::exists(model));
  CHECK(run_inkling(words + " --overwrite").status == 0);
  // A model that is finished is replaced, as programs do with what they are told to write.
  CHECK(run_inkling(words).status == 0);
}

TEST_CASE("what is no file of this training stays where it is") {
  const TemporaryFolder folder;
  const std::string model = folder / "model.safetensors";
  std::filesystem::create_directory(model + ".checkpoint");
  check_refused(training(folder, "--out '" + model + "'"), "is a folder, not a file");
  CHECK(std::filesystem::is_directory(model + ".checkpoint"));
  std::filesystem::remove(model + ".checkpoint");

  const std::string number = dead_process();
  for (const std::string& part : {"model.safetensors." + number, "model.safetensors.checkpoint." + number})
    folder.write(part + ".part", "half of it");
  const std::vector<std::string> others{"model.safetensors.part",
                                        "model.safetensors.0" + number + ".part",
                                        "model.safetensors.mine.part",
                                        "other.safetensors." + number + ".part",
                                        "model.safetensors." + std::to_string(getpid()) + ".part",
                                        "model.safetensors." + number + ".part.txt"};
  for (const auto& each : others) folder.write(each, "not ours");
  CHECK(run_inkling(training(folder, "--epochs 1 --out '" + model + "'")).status == 0);
  CHECK_FALSE(std::filesystem::exists(model + "." + number + ".part"));
  CHECK_FALSE(std::filesystem::exists(model + ".checkpoint." + number + ".part"));
  for (const auto& each : others) CHECK(read_text(folder / each) == "not ours");
}

TEST_CASE("an empty name is no name") {
  const TemporaryFolder folder;
  check_refused(training(folder, "--out ''"), "[--out] must name a file");
  check_refused("pack '" + kShipped + "' --data mnist --out ''", "[--out] must name a file");
}
