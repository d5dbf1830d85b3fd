#pragma once

#include <chrono>
#include <string>

#include "session/session.h"

namespace inkling {

/// Keeps a training from being lost: a checkpoint beside the model that it is to end in, every second, or
/// where writing takes long as rarely as leaves nearly all of the time to training, but every ten seconds at
/// the least.
class Keeper {
 public:
  /// Throws an Error where `model` or the checkpoint cannot be written, or has what another training left;
  /// `resumed` is the file that this one goes on from. Keeps nothing where `model` is empty.
  Keeper(std::string model, const std::string& resumed, bool overwrite);

  bool is_due() const { return !model_.empty() && Clock::now() >= next_; }
  /// Writes a checkpoint. A disk that is full, for example, does not end the training: this is told once, and
  /// the last good checkpoint stays. `position` says in words where the training stands.
  void keep(Session& session, const std::string& position);
  /// How to go on from what there is.
  std::string advice() const;
  /// Writes the model, and removes the checkpoint, which it takes the place of. Throws an Error that says
  /// what is left where it cannot.
  void finish(Session& session);

 private:
  /// Empty, or why it cannot be written.
  std::string write_checkpoint(Session& session, const std::string& position);

  using Clock = std::chrono::steady_clock;

  std::string model_, checkpoint_;
  /// Where the training stood at the last good checkpoint; empty where there is none.
  std::string kept_;
  bool failed_ = false;
  Clock::time_point next_;
};

}  // namespace inkling
