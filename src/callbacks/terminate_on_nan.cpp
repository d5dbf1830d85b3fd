#include "callbacks/terminate_on_nan.h"

#include <cmath>

namespace inkling {

void TerminateOnNaN::on_batch_end(Trainer& trainer, std::size_t batch, const Logs& logs) {
  if (!std::isfinite(logs.front().second))
    trainer.stop_training("TerminateOnNaN: the loss was not a finite number in batch " +
                          std::to_string(batch + 1) + " of epoch " + std::to_string(trainer.epoch() + 1));
}

}  // namespace inkling
