#include "cli/keeper.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/output.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr seconds kSoonest{1}, kLatest{10};
/// Checkpoints may take one part in this many of the time.
constexpr int kParts = 50;

bool is_same(const std::string& a, const std::string& b) {
  std::error_code error;
  return !b.empty() && fs::equivalent(a, b, error);
}

/// Whether there is a file that would be lost.
bool holds_something(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return !error && size > 0;
}

}  // namespace

Keeper::Keeper(std::string model, const std::string& resumed, bool overwrite)
    : model_(std::move(model)),
      checkpoint_(model_.empty() ? "" : model_ + ".checkpoint"),
      next_(Clock::now() + kSoonest) {
  if (model_.empty()) return;
  check_writable(model_);
  check_writable(checkpoint_);
  if (is_same(checkpoint_, resumed))
    kept_ = "where it was resumed";
  else if (!overwrite && holds_something(checkpoint_))
    fail("--out",
         "{} is of another training: go on with it by --resume, name another file, "
         "or replace it with --overwrite",
         checkpoint_);
}

std::string Keeper::write_checkpoint(Session& session, const std::string& position) {
  try {
    write_file(checkpoint_, session.checkpoint());
    kept_ = position;
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

void Keeper::keep(Session& session, const std::string& position) {
  if (model_.empty()) return;
  const auto begin = Clock::now();
  const std::string why = write_checkpoint(session, position);
  if (const bool had_failed = std::exchange(failed_, !why.empty()); failed_ && !had_failed)
    print_note("no checkpoint can be written: " + why + "; training goes on, and it is tried again; so far " +
               (kept_.empty() ? "nothing was saved" : "the last good one is of " + kept_));
  const auto end = Clock::now();
  const auto took = end - begin;
  next_ = std::max(begin + std::clamp<Clock::duration>(kParts * took, kSoonest, kLatest), end + took);
}

std::string Keeper::advice() const {
  if (kept_.empty()) return "nothing was saved";
  return "go on with --resume " + checkpoint_ + (failed_ ? ", which is of " + kept_ : "");
}

void Keeper::finish(Session& session) {
  try {
    write_file(model_, session.save());
  } catch (const Error& error) {
    failed_ = !write_checkpoint(session, "the end").empty();
    fail("train", "the model cannot be written: {}; {}", in_full(error.what()), in_full(advice()));
  }
  unlink(checkpoint_.c_str());
}

}  // namespace inkling
