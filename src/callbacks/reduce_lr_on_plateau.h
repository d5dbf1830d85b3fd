#pragma once

#include "callbacks/monitor.h"

namespace inkling {

/// Multiplies the learning rate by `factor` once the monitored figure has not improved by more than min_delta
/// for `patience` epochs, not below min_lr; then rests for `cooldown` epochs.
/// https://keras.io/api/callbacks/reduce_lr_on_plateau/
class ReduceLROnPlateau final : public Callback {
 public:
  std::string_view type() const override { return "ReduceLROnPlateau"; }
  void describe(Fields& fields) override;
  void on_train_begin(Trainer& trainer) override;
  void on_epoch_end(Trainer& trainer, int epoch, Logs& logs) override;
  void describe_state(State& state) override;

 private:
  Monitor monitor_;
  double factor_ = 0.1, min_delta_ = 1e-4, min_lr_ = 0;
  int patience_ = 10, cooldown_ = 0;

  double best_ = 0;
  int waited_ = 0, resting_ = 0;
};

}  // namespace inkling
