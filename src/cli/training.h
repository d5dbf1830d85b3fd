#pragma once

#include <chrono>
#include <string>

#include "cli/keeper.h"
#include "cli/output.h"
#include "session/session.h"

namespace inkling {

/// Steps a training to its end and tells what happens on the way.
class Training {
 public:
  Training(Session& session, bool json, Keeper& keeper) : session_(session), json_(json), keeper_(keeper) {}

  /// Returns the last event, "done". Throws Interrupted on Ctrl-C.
  Json run();

 private:
  using Clock = std::chrono::steady_clock;

  void keep();
  [[noreturn]] void stop();
  void epoch_end(Json event);
  void show_progress();
  Json done(Json event);

  Session& session_;
  bool json_;
  Keeper& keeper_;
  Progress progress_;
  Clock::time_point start_ = Clock::now();
  /// Of the current epoch: how many images had been trained on when last heard of, and what was done here.
  std::size_t seen_ = 0, images_ = 0;
  double training_seconds_ = 0;
  Json last_;
};

}  // namespace inkling
