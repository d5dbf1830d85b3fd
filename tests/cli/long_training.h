#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "cli/program.h"

namespace inkling::tests {

using Words = std::vector<std::string>;

inline Words operator+(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

inline std::string in_quotes(const Words& words) {
  std::string text;
  for (const auto& word : words) text += "'" + word + "' ";
  return text;
}

/// A training that begins as many epochs as it is told.
inline Words small_training(const TemporaryFolder& folder, int epochs) {
  return {"train",
          "--threads",
          "1",
          "--batch-size",
          "4",
          "--epochs",
          std::to_string(epochs),
          "--model",
          folder.write("network.json", kSmallNetwork),
          "--data",
          idx_folder(folder, "train", 2000)};
}

/// One that goes on for about so many seconds on this machine.
inline Words long_training(const TemporaryFolder& folder, double seconds) {
  const Outcome outcome = run_inkling(in_quotes(small_training(folder, 5) + Words{"--json"}));
  REQUIRE(outcome.status == 0);
  const std::string done = outcome.out.substr(outcome.out.find("{\"event\":\"done\""));
  const double took = parse_json("done", done)["seconds"].get<double>() / 5;
  return small_training(folder, static_cast<int>(std::ceil(seconds / took)));
}

}  // namespace inkling::tests
