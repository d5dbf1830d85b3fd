#include "base/json.h"
#include "cli/program.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// Whether it is lines of text that a terminal shows and does nothing else with, none of them long.
void check_harmless(const std::string& text) {
  const auto is_control = [](char letter) {
    return (static_cast<unsigned char>(letter) < ' ' && letter != '\n') || letter == 0x7f;
  };
  CHECK(std::none_of(text.begin(), text.end(), is_control));
  CHECK(text.find("\xc2\x9b") == text.npos);
  CHECK(text.find("\u202e") == text.npos);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    CHECK(end - begin < 700);
    begin = end + 1;
  }
}

}  // namespace

TEST_CASE("names from a model file are shown short and without control characters") {
  const TemporaryFolder folder;
  const std::string hostile =
      "\x1b]0;title\x07\u202e\xc2\x9b"
      "31m\n" +
      std::string(5000, 'x');
  Json network = parse_json("tests", kSmallNetwork);
  network["config"]["name"] = hostile;
  network["config"]["layers"][2]["config"]["name"] = hostile;
  const std::string model = folder / "model.safetensors";
  const Outcome trained =
      run_inkling("train --epochs 1 --model '" + folder.write("network.json", network.dump()) + "' --data '" +
                  idx_folder(folder, "train", 40) + "' --out '" + model + "'");
  CHECK(trained.status == 0);
  check_harmless(trained.out);
  const Outcome summary = run_inkling("summary '" + model + "'");
  CHECK(summary.status == 0);
  CHECK(summary.out.find(" ]0;title") != summary.out.npos);
  check_harmless(summary.out);

  network["config"]["layers"][3]["config"]["name"] = hostile;
  for (const std::string& words : {"train --data '" + folder / "digits" + "' --model '" +
                                       folder.write("network.json", network.dump()) + "'",
                                   "summary '" + folder / ("a\u202e\x1b[2J" + std::string(100, 'y')) + "'",
                                   "summary --" + std::string(5000, 'z'),
                                   "evaluate '" + model + "' --data '" + std::string(5000, '-') + "'"}) {
    const Outcome refused = run_inkling(words);
    CHECK(refused.status == 2);
    check_harmless(refused.error);
  }
}
