#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "base/error.h"

namespace inkling {

/// Each adds one command, with what it does, to the program.
void add_train(CLI::App& program);
void add_evaluate(CLI::App& program);
void add_predict(CLI::App& program);
void add_summary(CLI::App& program);
void add_pack(CLI::App& program);
void add_convert(CLI::App& program);
void add_presets(CLI::App& program);
void add_datasets(CLI::App& program);

/// Thrown where someone pressed Ctrl-C.
class Interrupted : public Error {
  using Error::Error;
};

/// Thrown where the numbers of a training are no longer finite, once the last good weights are written.
class Diverged : public Error {
  using Error::Error;
};

/// The option --seed, which takes what TrainingPlan does; its value so far is the default.
void add_seed(CLI::App& command, std::uint64_t& seed, const std::string& help);

/// How to compute; results do not depend on threads, and with portable kernels not on the machine either.
struct Compute {
  int threads = 0;
  std::string kernels = "auto";

  void add_options(CLI::App& command);
  void apply() const;
};

}  // namespace inkling
