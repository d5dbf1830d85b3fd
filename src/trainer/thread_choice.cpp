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
/// Less of a difference may be chance; with more there is nothing to find out soon.
constexpr double kClearlyFaster = 0.97, kFarFaster = 0.75;

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
  const double before = candidates_[chosen_].seconds;
  const auto is_faster = [](const Candidate& a, const Candidate& b) { return a.seconds < b.seconds; };
  const auto best = std::min_element(candidates_.begin(), candidates_.end(), is_faster);
  const bool is_kept = best->seconds >= kClearlyFaster * before;
  if (!is_kept) chosen_ = static_cast<std::size_t>(best - candidates_.begin());
  const auto is_far_slower = [&](const Candidate& each) {
    return &each == &candidates_[chosen_] || candidates_[chosen_].seconds < kFarFaster * each.seconds;
  };
  if (std::all_of(candidates_.begin(), candidates_.end(), is_far_slower))
    wait_ = kLongestWait;
  else
    wait_ = is_kept ? std::min(2 * wait_, kLongestWait) : kWait;
}

}  // namespace inkling
