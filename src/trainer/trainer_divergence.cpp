#include <algorithm>

#include "trainer/trainer.h"

namespace inkling {

void Trainer::build_optimizer() {
  optimizer_->build(model_.gradient_block().size(), model_.trainable_ranges(), model_.changing(),
                    static_cast<std::int64_t>(steps_per_epoch_) * epochs_);
}

void Trainer::keep_weights() {
  const Values weights = model_.weight_block().first(model_.changing());
  good_.assign(weights.begin(), weights.end());
}

void Trainer::check_finite() {
  const Values weights = model_.weight_block().first(model_.changing());
  if (!done_ && !(all_finite(weights) && optimizer_->is_finite())) diverge("A weight");
}

void Trainer::diverge(const std::string& what) {
  const std::string where = validation_batch_ > 0
                                ? "the validation of epoch " + std::to_string(epoch_ + 1)
                                : "epoch " + std::to_string(epoch_ + 1) + ", batch " + std::to_string(batch_);
  stopped_because_ = what + " is no longer a finite number in " + where +
                     ". The last good weights are kept. Try a smaller learning rate.";
  std::copy(good_.begin(), good_.end(), model_.weight_block().begin());
  // What it has gathered is not finite either, and nothing comes after this.
  build_optimizer();
  averaged_ = done_ = true;
  for (auto& callback : callbacks_) callback->on_train_end(*this);
}

}  // namespace inkling
