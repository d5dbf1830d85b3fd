#include "callbacks/learning_rate_scheduler.h"

#include "base/error.h"

namespace inkling {

void LearningRateScheduler::on_train_begin(Trainer& trainer) {
  require(!description_.is_null(), type(), "schedule is missing");
  schedule_ = read_schedule(description_, trainer.epochs());
}

void LearningRateScheduler::on_epoch_begin(Trainer& trainer, int epoch) {
  trainer.optimizer().set_learning_rate(schedule_->rate(epoch));
}

void LearningRateScheduler::on_epoch_end(Trainer& trainer, int, Logs& logs) {
  logs.emplace_back("learning_rate", trainer.optimizer().learning_rate());
}

}  // namespace inkling
