#include "callbacks/early_stopping.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace inkling {

void EarlyStopping::describe(Fields& fields) {
  monitor_.describe(fields);
  fields.number("min_delta", min_delta_, 0, 1e9);
  fields.integer("patience", patience_, 0);
  fields.help("Epochs without improvement before training stops.");
  fields.json("baseline", baseline_);
  fields.flag("restore_best_weights", restore_best_weights_);
  fields.integer("start_from_epoch", start_from_epoch_, 0);
}

void EarlyStopping::on_train_begin(Trainer& trainer) {
  monitor_.check(type(), trainer);
  require(baseline_.is_null() || baseline_.is_number(), type(), "baseline must be a number");
  best_ = monitor_.worst();
  waited_ = 0;
  best_weights_.clear();
  weights_ = trainer.model().weight_block().size();
}

void EarlyStopping::on_epoch_end(Trainer& trainer, int epoch, Logs& logs) {
  const double value = monitor_.value(logs);
  if (!std::isfinite(value) || epoch < start_from_epoch_) return;
  const Values weights = trainer.model().weight_block();
  if (restore_best_weights_ && best_weights_.empty()) best_weights_.assign(weights.begin(), weights.end());
  ++waited_;
  if (monitor_.improves(value, best_, min_delta_)) {
    best_ = value;
    if (restore_best_weights_) best_weights_.assign(weights.begin(), weights.end());
    if (baseline_.is_null() || monitor_.improves(value, baseline_.get<double>(), min_delta_)) waited_ = 0;
    return;
  }
  if (waited_ >= patience_ && epoch > 0)
    trainer.stop_training("EarlyStopping: " + monitor_.name() + " has not improved for " +
                          std::to_string(waited_) + (waited_ == 1 ? " epoch" : " epochs"));
}

void EarlyStopping::on_train_end(Trainer& trainer) {
  std::copy(best_weights_.begin(), best_weights_.end(), trainer.model().weight_block().begin());
}

void EarlyStopping::describe_state(State& state) {
  bool kept = !best_weights_.empty();
  state.number("best", best_);
  state.integer("waited", waited_);
  state.flag("kept", kept);
  state.array("best_weights", best_weights_, kept ? weights_ : 0);
}

}  // namespace inkling
