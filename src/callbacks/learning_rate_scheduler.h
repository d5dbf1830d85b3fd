#pragma once

#include "schedules/schedule.h"
#include "trainer/trainer.h"

namespace inkling {

/// Sets the learning rate before every epoch by a schedule whose steps are epochs, counted from 0. Keras
/// takes a function there. https://keras.io/api/callbacks/learning_rate_scheduler/
class LearningRateScheduler final : public Callback {
 public:
  std::string_view type() const override { return "LearningRateScheduler"; }
  void describe(Fields& fields) override { fields.json("schedule", description_); }
  void on_train_begin(Trainer& trainer) override;
  void on_epoch_begin(Trainer& trainer, int epoch) override;
  void on_epoch_end(Trainer& trainer, int epoch, Logs& logs) override;

 private:
  Json description_;
  std::unique_ptr<Schedule> schedule_;
};

}  // namespace inkling
