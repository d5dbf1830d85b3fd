#pragma once

#include <limits>
#include <vector>

#include "callbacks/monitor.h"

namespace inkling {

/// Ends training once the monitored figure has not improved by more than min_delta for `patience` epochs;
/// restore_best_weights goes back to the weights of the best epoch at the end, however training ends.
/// https://keras.io/api/callbacks/early_stopping/
class EarlyStopping final : public Callback {
 public:
  std::string_view type() const override { return "EarlyStopping"; }
  void describe(Fields& fields) override;
  void on_train_begin(Trainer& trainer) override;
  void on_epoch_end(Trainer& trainer, int epoch, Logs& logs) override;
  void on_train_end(Trainer& trainer) override;
  void describe_state(State& state) override;

 private:
  Monitor monitor_;
  double min_delta_ = 0;
  int patience_ = 0, start_from_epoch_ = 0;
  bool restore_best_weights_ = false;
  Json baseline_;

  double best_ = 0;
  int waited_ = 0;
  std::vector<Scalar> best_weights_;
  std::size_t weights_ = 0;
};

}  // namespace inkling
