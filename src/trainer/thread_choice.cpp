#include "trainer/thread_choice.h"

#include <algorithm>

namespace inkling {

namespace {

/// Before anything is measured: memory is taken and threads are started.
constexpr int kWarmUp = 2;
/// So long a number is tried: for longer than another program has a core at a time.
constexpr int kTrialSteps = 3;
constexpr double kTrialSeconds = 0.04;
/// How long until the next trials, in multiples of the time that the last ones took; twice as long each time
/// that they change nothing.
constexpr double kWait = 15, kLongestWait = 60;
/// Less of a difference may be chance.
constexpr double kClearlyFaster = 0.97;

}  // namespace

std::size_t ThreadChoice::next(std::size_t most) {
  if (most != most_) {
    most_ = most;
    candidates_.clear();
    std::vector<std::size_t> all;
    for (std::size_t threads = most; threads > 0; threads /= 2) {
      all.push_back(candidates_.size());
      candidates_.push_back({threads});
    }
    chosen_ = 0;
    warm_up_ = kWarmUp;
    wait_ = kWait / 2;
    try_out(std::move(all));
  }
  return candidates_[to_try_.empty() ? chosen_ : to_try_.back()].threads;
}

void ThreadChoice::took(double seconds) {
  if (candidates_.size() < 2) return;
  if (warm_up_ > 0) {
    --warm_up_;
    return;
  }
  seconds_ += seconds;
  ++steps_;
  const double mean = seconds_ / steps_;
  if (to_try_.empty()) {
    if (seconds_ < wait_ * trials_) return;
    candidates_[chosen_].seconds = mean;
    std::vector<std::size_t> neighbours;
    if (chosen_ > 0) neighbours.push_back(chosen_ - 1);
    if (chosen_ + 1 < candidates_.size()) neighbours.push_back(chosen_ + 1);
    try_out(std::move(neighbours));
  } else if (steps_ >= kTrialSteps && seconds_ >= kTrialSeconds) {
    candidates_[to_try_.back()].seconds = mean;
    trials_ += seconds_;
    seconds_ = 0;
    steps_ = 0;
    to_try_.pop_back();
    if (to_try_.empty()) choose();
  }
}

void ThreadChoice::try_out(std::vector<std::size_t> candidates) {
  to_try_ = std::move(candidates);
  seconds_ = trials_ = 0;
  steps_ = 0;
}

void ThreadChoice::choose() {
  const auto best =
      std::min_element(candidates_.begin(), candidates_.end(),
                       [](const Candidate& a, const Candidate& b) { return a.seconds < b.seconds; });
  if (best->seconds < kClearlyFaster * candidates_[chosen_].seconds) {
    chosen_ = static_cast<std::size_t>(best - candidates_.begin());
    wait_ = kWait;
  } else {
    wait_ = std::min(2 * wait_, kLongestWait);
  }
}

}  // namespace inkling
