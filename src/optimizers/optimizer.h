#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "kernels/elementwise.h"
#include "optimizers/schedule.h"

namespace inkling {

/// Changes weights by their gradients. All weights are one array, so an optimizer is one loop.
/// https://keras.io/api/optimizers/
class Optimizer {
 public:
  explicit Optimizer(double learning_rate) : learning_rate_(learning_rate) {}
  virtual ~Optimizer() = default;
  /// Keras's class name.
  virtual std::string_view type() const = 0;
  /// Keras's configuration keys; learning_rate is a number or a schedule.
  void describe(Fields& fields);

  /// Fixes the length of the run and takes memory for `trainable` weights, of which the first `decayed`
  /// shrink by weight_decay, and for the moving average of `all` weights where use_ema asks for one.
  void build(std::size_t trainable, std::size_t decayed, std::size_t all, std::int64_t total_steps);

  /// One step: `weights` holds all, the trainable ones first; `gradients` those of the trainable ones.
  void step(ConstValues gradients, Values weights);

  /// The rate of the next step. Setting it ends a schedule.
  double learning_rate() const;
  void set_learning_rate(double rate);

  /// Exchanges all weights and their moving average; does nothing without use_ema.
  void swap_average(Values weights);

 protected:
  /// Arrays the size of the trainable weights that the optimizer keeps.
  virtual int slot_count() const = 0;
  virtual void describe_own(Fields& fields) = 0;
  /// Applies the gradients at the given rate; `iteration` counts from 1.
  virtual void apply(ConstValues gradients, double rate, std::int64_t iteration, Values weights) = 0;
  Values slot(int i) { return slots_[i]; }

 private:
  Json learning_rate_;
  double weight_decay_ = 0;
  bool use_ema_ = false;
  double ema_momentum_ = 0.99;
  std::unique_ptr<Schedule> schedule_;
  std::size_t decayed_ = 0;
  std::int64_t iteration_ = 0;
  std::vector<std::vector<Scalar>> slots_;
  std::vector<Scalar> average_;
};

std::unique_ptr<Optimizer> make_optimizer(std::string_view name);
std::vector<std::string> optimizer_types();

/// An identifier such as "adam", or {"class_name": ..., "config": {...}}.
std::unique_ptr<Optimizer> read_optimizer(const Json& description);

}  // namespace inkling
