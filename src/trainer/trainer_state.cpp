#include "base/error.h"
#include "trainer/trainer.h"

namespace inkling {

namespace {

void describe_logs(State& state, const std::string& name, Logs& logs) {
  Json names = Json::array();
  for (const auto& log : logs) names.push_back(log.first);
  state.json(name, names);
  require(names.is_array() && names.size() <= 1000, "state", "the history must be a list of names");
  logs.resize(names.size());
  for (std::size_t i = 0; i < logs.size(); ++i) {
    require(names[i].is_string(), "state", "the history must be a list of names");
    logs[i].first = names[i];
    state.number(name + "/" + logs[i].first, logs[i].second);
  }
}

}  // namespace

void Trainer::Running::describe_state(State& state) {
  state.number("loss_sum", loss_sum);
  state.integer("seen", seen);
  for (std::size_t i = 0; i < metrics.size(); ++i) state.part("metric" + std::to_string(i), *metrics[i]);
}

void Trainer::describe_state(State& state) {
  state.integer("epoch", epoch_);
  state.integer("batch", batch_);
  state.integer("validation_batch", validation_batch_);
  require(epoch_ <= epochs_ && batch_ <= steps_per_epoch_, "state", "stands beyond the end of this training");
  state.flag("averaged", averaged_);
  state.flag("done", done_);
  state.text("stopped_because", stopped_because_);
  state.part("optimizer", *optimizer_);
  state.part("training", running_);
  state.part("validation", running_validation_);
  for (std::size_t i = 0; i < callbacks_.size(); ++i)
    state.part("callback" + std::to_string(i), *callbacks_[i]);
  std::size_t finished = history_.size();
  state.integer("finished", finished);
  require(finished <= static_cast<std::size_t>(epochs_), "state", "has more epochs than this training");
  history_.resize(finished);
  for (std::size_t i = 0; i < finished; ++i) describe_logs(state, "history" + std::to_string(i), history_[i]);
}

}  // namespace inkling
