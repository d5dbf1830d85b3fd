#include "base/registry.h"

#include "schedules/cosine_decay.h"
#include "schedules/exponential_decay.h"
#include "schedules/inverse_time_decay.h"
#include "schedules/linear_warmup.h"
#include "schedules/one_cycle.h"
#include "schedules/piecewise_constant_decay.h"
#include "schedules/schedule.h"

namespace inkling {

namespace {

const Registry<Schedule>& registry() {
  static const Registry<Schedule> registry(
      "learning_rate", {
                           {"PiecewiseConstantDecay", make_kind<Schedule, PiecewiseConstantDecay>},
                           {"ExponentialDecay", make_kind<Schedule, ExponentialDecay>},
                           {"InverseTimeDecay", make_kind<Schedule, InverseTimeDecay>},
                           {"CosineDecay", make_kind<Schedule, CosineDecay>},
                           {"OneCycle", make_kind<Schedule, OneCycle>},
                           {"LinearWarmup", make_kind<Schedule, LinearWarmup>},
                       });
  return registry;
}

}  // namespace

std::unique_ptr<Schedule> make_schedule(std::string_view type) {
  return registry().make(type);
}

std::vector<std::string> schedule_types() {
  return registry().names();
}

}  // namespace inkling
