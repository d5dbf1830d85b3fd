#pragma once

#include <functional>
#include <vector>

#include "session/training_plan.h"

namespace inkling {

/// How fast a network is trained, layer by layer, and how fast it reads: on images made up, and at a rate at
/// which nothing is learnt.
class Benchmark {
 public:
  /// `now` tells seconds, since whenever. A first batch is trained and read here, and not counted.
  Benchmark(const TrainingPlan& plan, std::function<double()> now);
  Benchmark(const Benchmark&) = delete;

  /// One batch.
  void train();
  void read();

  /// What read() asks about.
  const std::vector<Scalar>& images() const { return images_; }

  /// Of all batches so far: {"training": {"images", "seconds"}, "reading": {"images", "seconds"}, "layers":
  /// [{"layer", "step", "multiply_adds", "forward_seconds", "backward_multiply_adds", "backward_seconds"}]}.
  /// Multiply-adds are those of one image. Seconds are of training, which also takes time for images, loss
  /// and optimizer. Layers that run as one step cannot be timed apart: the row of the first has the seconds
  /// of all of them, the others have none, and "step" names the first.
  Json figures() const;

 private:
  struct Work {
    std::size_t images = 0;
    double seconds = 0;

    Json json() const { return {{"images", images}, {"seconds", seconds}}; }
  };

  void observe(const Plan::Step& step, Plan::Moment moment);
  template <typename Batch>
  void measure(Work& work, const Batch& batch);

  std::function<double()> now_;
  Sequential model_;
  TrainingSettings settings_;
  Trainer trainer_;
  Dataset data_;
  std::vector<Scalar> images_;
  Work training_, reading_;
  bool trains_ = false;
  double step_began_ = 0;
  /// Of each step, at its first layer.
  std::vector<double> forward_seconds_, backward_seconds_;
};

}  // namespace inkling
