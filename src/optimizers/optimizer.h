#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "kernels/elementwise.h"
#include "schedules/schedule.h"
#include "tensor/state.h"

namespace inkling {

/// One weight tensor's place in the array of all.
struct WeightRange {
  std::string name;
  std::size_t begin = 0, size = 0;
};

/// Changes weights by their gradients. All weights are one array, so an optimizer is one loop.
/// https://keras.io/api/optimizers/
class Optimizer {
 public:
  explicit Optimizer(double learning_rate, double weight_decay = 0)
      : learning_rate_(learning_rate), weight_decay_(weight_decay) {}
  virtual ~Optimizer() = default;
  /// Keras's class name.
  virtual std::string_view type() const = 0;
  /// Keras's configuration keys; learning_rate is a number or a schedule. weight_decay shrinks all weights
  /// but those whose names contain a text of exclude_from_weight_decay, in Keras a method.
  void describe(Fields& fields);

  /// Fixes the length of the run and takes memory for the first `trainable` weights, whose tensors `ranges`
  /// names, and for the moving average of the first `averaged` weights where use_ema asks for one.
  void build(std::size_t trainable, const std::vector<WeightRange>& ranges, std::size_t averaged,
             std::int64_t total_steps);

  /// One step: `weights` holds all, the trainable ones first; `gradients` those of the trainable ones.
  void step(ConstValues gradients, Values weights);

  /// The rate of the next step. Setting it ends a schedule.
  double learning_rate() const;
  void set_learning_rate(double rate);

  /// What it has gathered since build(), and a rate that was set.
  void describe_state(State& state);

  /// Whether all that it has gathered are finite numbers.
  bool is_finite() const;

  /// Exchanges the weights and their moving average; does nothing without use_ema.
  void swap_average(Values weights);

 protected:
  /// Arrays the size of the trainable weights that the optimizer keeps.
  virtual int slot_count() const = 0;
  virtual void describe_own(Fields& fields) = 0;
  /// What slots hold at first.
  virtual double slot_start() const { return 0; }
  /// Keras 2's argument: the rate is divided by 1 + decay * step.
  virtual double decay() const { return 0; }
  /// Applies the gradients at the given rate; `iteration` counts from 1.
  virtual void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) = 0;
  Values slot(int i) { return slots_[i]; }

 private:
  Json learning_rate_;
  double weight_decay_;
  Json exclude_from_weight_decay_ = Json::array();
  bool use_ema_ = false;
  double ema_momentum_ = 0.99;
  std::unique_ptr<Schedule> schedule_;
  std::optional<double> set_rate_;
  std::vector<WeightRange> decayed_;
  std::int64_t iteration_ = 0;
  std::vector<std::vector<Scalar>> slots_;
  std::vector<Scalar> average_;
};

std::unique_ptr<Optimizer> make_optimizer(std::string_view name);
std::vector<std::string> optimizer_types();

/// An identifier such as "adam", or {"class_name": ..., "config": {...}}.
std::unique_ptr<Optimizer> read_optimizer(const Json& description);

}  // namespace inkling
