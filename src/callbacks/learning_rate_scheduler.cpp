#include "callbacks/learning_rate_scheduler.h"

#include "base/error.h"
#include "schedules/schedule.h"

namespace inkling {

void LearningRateScheduler::on_train_begin(Trainer& trainer) {
  require(!schedule_.is_null(), type(), "schedule is missing");
  read_schedule(schedule_, trainer.epochs());
}

void LearningRateScheduler::on_epoch_begin(Trainer& trainer, int epoch) {
  trainer.optimizer().set_learning_rate(read_schedule(schedule_, trainer.epochs())->rate(epoch));
}

void LearningRateScheduler::on_epoch_end(Trainer& trainer, int, Logs& logs) {
  logs.emplace_back("learning_rate", trainer.optimizer().learning_rate());
}

}  // namespace inkling
