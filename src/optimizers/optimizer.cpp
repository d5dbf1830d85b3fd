#include "optimizers/optimizer.h"

#include <algorithm>

#include "base/error.h"

namespace inkling {

void Optimizer::describe(Fields& fields) {
  fields.json("learning_rate", learning_rate_);
  describe_own(fields);
  fields.number("weight_decay", weight_decay_, 0, 1);
  fields.flag("use_ema", use_ema_);
  fields.number("ema_momentum", ema_momentum_, 0, 1);
}

void Optimizer::build(std::size_t trainable, std::size_t decayed, std::size_t all, std::int64_t total_steps) {
  schedule_ = read_schedule(learning_rate_, total_steps);
  decayed_ = decayed;
  iteration_ = 0;
  slots_.assign(slot_count(), std::vector<Scalar>(trainable));
  average_.assign(use_ema_ ? all : 0, Scalar(0));
}

void Optimizer::step(ConstValues gradients, Values weights) {
  const double rate = learning_rate();
  if (!average_.empty() && iteration_ == 0) std::copy(weights.begin(), weights.end(), average_.begin());
  if (weight_decay_ > 0) scale(weights.first(decayed_), static_cast<Scalar>(1 - rate * weight_decay_));
  apply(gradients, rate, ++iteration_, weights.first(gradients.size()));
  // A young average follows faster, as in TensorFlow's ExponentialMovingAverage with num_updates.
  const auto age = static_cast<double>(iteration_);
  if (!average_.empty())
    blend(weights, static_cast<Scalar>(std::min(ema_momentum_, (1 + age) / (10 + age))), average_);
}

void Optimizer::swap_average(Values weights) {
  if (!average_.empty()) std::swap_ranges(weights.begin(), weights.end(), average_.begin());
}

double Optimizer::learning_rate() const {
  return schedule_->rate(iteration_);
}

void Optimizer::set_learning_rate(double rate) {
  schedule_ = read_schedule(rate, 0);
}

std::unique_ptr<Optimizer> read_optimizer(const Json& description) {
  if (description.is_string()) return make_optimizer(description.get<std::string>());
  require(
      description.is_object() && description.contains("class_name") && description["class_name"].is_string(),
      "optimizer", "needs a name or a class_name");
  auto optimizer = make_optimizer(description["class_name"].get<std::string>());
  read_fields(optimizer->type(), *optimizer, description.value("config", Json::object()));
  return optimizer;
}

}  // namespace inkling
