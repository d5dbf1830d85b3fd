#include "cli/training.h"

#include <csignal>
#include <iostream>
#include <utility>

#include "base/parallel.h"
#include "cli/command.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

volatile std::sig_atomic_t stop_asked = 0;

/// While this lives, Ctrl-C and a terminal that is closed only ask to stop; what is ignored, as under nohup,
/// stays so.
class StopOnRequest {
 public:
  StopOnRequest() {
    for (const int signal : kSignals)
      if (std::signal(signal, [](int) { stop_asked = 1; }) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
  ~StopOnRequest() {
    for (const int signal : kSignals)
      if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
  StopOnRequest(const StopOnRequest&) = delete;
  StopOnRequest& operator=(const StopOnRequest&) = delete;

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string figures(const Json& event) {
  std::string text;
  for (const auto& [name, value] : event.items())
    if (value.is_number_float()) text += "  " + name + " " + fixed(value.get<double>());
  return text;
}

/// Where a training stands after this event.
std::string position(const Json& event) {
  const std::string epoch = "epoch " + event["epoch"].dump();
  if (event["event"] == "epoch_end") return "the end of " + epoch;
  if (event["event"] == "validation") return "the validation of " + epoch;
  return epoch + ", batch " + event["batch"].dump();
}

}  // namespace

Json Training::run() {
  const StopOnRequest asked;
  for (;;) {
    const auto begin = Clock::now();
    Json event = session_.step();
    if (event["event"] == "done") return done(std::move(event));
    last_ = std::move(event);
    if (last_["event"] == "batch") {
      training_seconds_ += seconds_since(begin);
      const std::size_t seen = last_["images"];
      images_ += seen - std::min(seen, std::exchange(seen_, seen));
    }
    if (last_["event"] == "epoch_end")
      epoch_end(last_);
    else if (progress_.due())
      show_progress();
    if (stop_asked) stop();
    if (keeper_.is_due()) keep();
  }
}

void Training::keep() {
  keeper_.keep(session_, position(last_));
}

void Training::stop() {
  progress_.clear();
  keep();
  throw Interrupted("train", compose("stopped in epoch {} of {}; {}", last_["epoch"], last_["epochs"],
                                     in_full(keeper_.advice())));
}

void Training::epoch_end(Json event) {
  progress_.clear();
  // Nothing was trained where only the validation of an epoch was left.
  const double seconds = std::exchange(training_seconds_, 0);
  const auto images = static_cast<double>(std::exchange(images_, 0));
  const double speed = seconds > 0 ? images / seconds : 0;
  seen_ = 0;
  const std::string epoch = event["epoch"].dump(), of = event["epochs"].dump();
  if (!json_)
    print_line("epoch " + std::string(of.size() - std::min(of.size(), epoch.size()), ' ') + epoch + "/" + of +
               figures(event) + "  " + grouped(static_cast<std::size_t>(speed)) + " images/s");
  event["images_per_second"] = speed;
  if (json_) print_json(event);
  std::cout.flush();
}

void Training::show_progress() {
  const double batches = last_["batches"], batch = last_["batch"], epoch = last_["epoch"];
  const double share = (epoch - 1 + batch / batches) / last_["epochs"].get<double>();
  const std::string left = share > 0 ? duration(seconds_since(start_) * (1 - share) / share) : "?";
  const bool validating = last_["event"] == "validation";
  progress_.show(
      "epoch " + last_["epoch"].dump() + "/" + last_["epochs"].dump() + "  " +
      (validating ? "validating" : "batch " + last_["batch"].dump() + "/" + last_["batches"].dump()) +
      figures(last_) + "  " + left + " left");
}

Json Training::done(Json event) {
  const double seconds = seconds_since(start_);
  event["seconds"] = seconds;
  event["kernels"] = kernels().name;
  event["threads"] = thread_count();
  event["validation"] = session_.validation();
  progress_.clear();
  if (json_) {
    print_json(event);
    return event;
  }
  if (event.contains("stopped") && !event.contains("diverged"))
    print_line(event["stopped"].get<std::string>());
  print_line("done in " + duration(seconds) + ", weights " + event["weights_hash"].get<std::string>());
  return event;
}

}  // namespace inkling
