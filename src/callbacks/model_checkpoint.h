#pragma once

#include "callbacks/monitor.h"

namespace inkling {

/// Writes the model file after every epoch, or with save_best_only after those in which the monitored figure
/// is better than ever. filepath may name figures: "{epoch:02d}-{val_loss:.2f}.safetensors", epochs counted
/// from 1. https://keras.io/api/callbacks/model_checkpoint/
class ModelCheckpoint final : public Callback {
 public:
  std::string_view type() const override { return "ModelCheckpoint"; }
  void describe(Fields& fields) override;
  void on_train_begin(Trainer& trainer) override;
  void on_epoch_end(Trainer& trainer, int epoch, Logs& logs) override;
  void describe_state(State& state) override { state.number("best", best_); }

 private:
  std::string name(int epoch, const Logs& logs) const;

  Monitor monitor_;
  std::string filepath_;
  bool save_best_only_ = false;
  double best_ = 0;
};

}  // namespace inkling
