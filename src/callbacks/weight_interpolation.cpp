#include "callbacks/weight_interpolation.h"

#include "trainer/trainer.h"

namespace inkling {

void WeightInterpolation::describe(Fields& fields) {
  fields.number("alpha", alpha_, 0, 1);
}

void WeightInterpolation::on_train_begin(Trainer& trainer) {
  const Values weights = trainer.model().weight_block();
  first_.assign(weights.begin(), weights.end());
}

void WeightInterpolation::on_train_end(Trainer& trainer) {
  const Values weights = trainer.model().weight_block();
  const auto alpha = static_cast<Scalar>(alpha_);
  for (std::size_t i = 0; i < first_.size(); ++i) weights[i] = first_[i] + alpha * (weights[i] - first_[i]);
}

void WeightInterpolation::describe_state(State& state) {
  state.array("first", first_, first_.size());
}

}  // namespace inkling
