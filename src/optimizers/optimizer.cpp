#include "optimizers/optimizer.h"

#include <algorithm>

#include "base/error.h"
#include "base/keras.h"

namespace inkling {

void Optimizer::describe(Fields& fields) {
  fields.json("learning_rate", learning_rate_);
  fields.help("How far each step goes. Can be changed while training runs.");
  describe_own(fields);
  fields.number("weight_decay", weight_decay_, 0, 1);
  fields.json("exclude_from_weight_decay", exclude_from_weight_decay_);
  fields.flag("use_ema", use_ema_);
  fields.number("ema_momentum", ema_momentum_, 0, 1);
}

void Optimizer::build(std::size_t trainable, const std::vector<WeightRange>& ranges, std::size_t averaged,
                      std::int64_t total_steps) {
  Json rate = learning_rate_;
  if (decay() > 0) {
    require(rate.is_number(), type(), "takes decay or a schedule as learning_rate, not both");
    rate = {
        {"class_name", "InverseTimeDecay"},
        {"config", {{"initial_learning_rate", learning_rate_}, {"decay_steps", 1}, {"decay_rate", decay()}}}};
  }
  schedule_ = read_schedule(rate, total_steps);
  const Json& excluded = exclude_from_weight_decay_;
  const auto is_text = [](const Json& each) { return each.is_string(); };
  require(excluded.is_array() && std::all_of(excluded.begin(), excluded.end(), is_text), type(),
          "exclude_from_weight_decay must be a list of names");
  decayed_.clear();
  for (const auto& range : ranges) {
    const auto is_part = [&](const Json& each) {
      return range.name.find(each.get<std::string>()) != std::string::npos;
    };
    if (std::none_of(excluded.begin(), excluded.end(), is_part)) decayed_.push_back(range);
  }
  iteration_ = 0;
  set_rate_.reset();
  slots_.assign(slot_count(), std::vector<Scalar>(trainable, static_cast<Scalar>(slot_start())));
  average_.assign(use_ema_ ? averaged : 0, Scalar(0));
}

void Optimizer::step(ConstValues gradients, Values weights) {
  const double rate = learning_rate();
  const Values followed = weights.first(average_.size());
  if (iteration_ == 0) std::copy(followed.begin(), followed.end(), average_.begin());
  if (weight_decay_ > 0)
    for (const auto& range : decayed_)
      scale(weights.subspan(range.begin, range.size), static_cast<Scalar>(1 - rate * weight_decay_));
  apply(gradients, rate, ++iteration_, weights.first(gradients.size()));
  // A young average follows faster, as in TensorFlow's ExponentialMovingAverage with num_updates.
  const auto age = static_cast<double>(iteration_);
  if (!average_.empty())
    blend(followed, static_cast<Scalar>(std::min(ema_momentum_, (1 + age) / (10 + age))), average_);
}

void Optimizer::swap_average(Values weights) {
  std::swap_ranges(average_.begin(), average_.end(), weights.begin());
}

bool Optimizer::is_finite() const {
  return all_finite(average_) &&
         std::all_of(slots_.begin(), slots_.end(), [](const auto& slot) { return all_finite(slot); });
}

double Optimizer::learning_rate() const {
  return set_rate_ ? *set_rate_ : schedule_->rate(iteration_);
}

void Optimizer::set_learning_rate(double rate) {
  read_schedule(rate, 0);
  set_rate_ = rate;
}

void Optimizer::describe_state(State& state) {
  Json rate = set_rate_ ? Json(*set_rate_) : Json();
  state.integer("iteration", iteration_);
  state.json("learning_rate", rate);
  if (rate.is_number()) set_learning_rate(rate);
  for (std::size_t i = 0; i < slots_.size(); ++i)
    state.array("slot" + std::to_string(i), slots_[i], slots_[i].size());
  state.array("average", average_, average_.size());
}

std::unique_ptr<Optimizer> read_optimizer(const Json& description) {
  return read_object("optimizer", description, make_optimizer);
}

}  // namespace inkling
