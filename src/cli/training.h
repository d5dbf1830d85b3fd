#pragma once

#include <chrono>
#include <string>

#include "cli/output.h"
#include "session/session.h"

namespace inkling {

/// Steps a training to its end and tells what happens on the way.
class Training {
 public:
  /// `checkpoint` is where to keep what is needed to go on; may be empty.
  Training(Session& session, bool json, std::string checkpoint)
      : session_(session), json_(json), checkpoint_(std::move(checkpoint)) {}

  /// Returns the last event, "done". Throws Interrupted on Ctrl-C.
  Json run();

 private:
  using Clock = std::chrono::steady_clock;

  void keep();
  void epoch_end(Json event);
  void show_progress();
  Json done(Json event);

  Session& session_;
  bool json_;
  std::string checkpoint_;
  Progress progress_;
  Clock::time_point start_ = Clock::now(), kept_ = start_;
  /// Of the current epoch: how many images had been trained on when last heard of, and what was done here.
  std::size_t seen_ = 0, images_ = 0;
  double training_seconds_ = 0;
  Json last_;
};

}  // namespace inkling
