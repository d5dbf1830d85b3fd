#pragma once

#include "metrics/metric.h"

namespace inkling {

/// A metric that is the share of some things that are right.
class Share : public Metric {
 public:
  double result() const final { return of_ ? static_cast<double>(right_) / static_cast<double>(of_) : 0; }
  void reset() final { right_ = of_ = 0; }
  void describe_state(State& state) final {
    state.integer("right", right_);
    state.integer("of", of_);
  }

 protected:
  void add(std::size_t right, std::size_t of) {
    right_ += right;
    of_ += of;
  }

 private:
  std::size_t right_ = 0, of_ = 0;
};

}  // namespace inkling
