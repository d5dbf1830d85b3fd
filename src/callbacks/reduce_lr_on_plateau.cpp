#include "callbacks/reduce_lr_on_plateau.h"

#include <algorithm>

namespace inkling {

void ReduceLROnPlateau::describe(Fields& fields) {
  monitor_.describe(fields);
  fields.number("factor", factor_, 0, 0.999);
  fields.integer("patience", patience_, 0);
  fields.number("min_delta", min_delta_, 0, 1e9);
  fields.integer("cooldown", cooldown_, 0);
  fields.number("min_lr", min_lr_, 0, 100);
}

void ReduceLROnPlateau::on_train_begin(Trainer& trainer) {
  monitor_.check(type(), trainer);
  best_ = monitor_.worst();
  waited_ = resting_ = 0;
}

void ReduceLROnPlateau::on_epoch_end(Trainer& trainer, int, Logs& logs) {
  Optimizer& optimizer = trainer.optimizer();
  const double rate = optimizer.learning_rate(), value = monitor_.value(logs);
  logs.emplace_back("learning_rate", rate);
  if (resting_ > 0) {
    --resting_;
    waited_ = 0;
  }
  if (monitor_.improves(value, best_, min_delta_)) {
    best_ = value;
    waited_ = 0;
  } else if (resting_ == 0 && ++waited_ >= patience_ && rate > min_lr_) {
    optimizer.set_learning_rate(std::max(rate * factor_, min_lr_));
    resting_ = cooldown_;
    waited_ = 0;
  }
}

void ReduceLROnPlateau::describe_state(State& state) {
  state.number("best", best_);
  state.integer("waited", waited_);
  state.integer("resting", resting_);
}

}  // namespace inkling
