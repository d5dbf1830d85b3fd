#include "base/registry.h"

#include "optimizers/adadelta.h"
#include "optimizers/adagrad.h"
#include "optimizers/adam.h"
#include "optimizers/adamw.h"
#include "optimizers/optimizer.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"

namespace inkling {

namespace {

const Registry<Optimizer>& registry() {
  static const Registry<Optimizer> registry("optimizer", {
                                                             {"SGD", make_kind<Optimizer, SGD>},
                                                             {"Adam", make_kind<Optimizer, Adam>},
                                                             {"AdamW", make_kind<Optimizer, AdamW>},
                                                             {"Adadelta", make_kind<Optimizer, Adadelta>},
                                                             {"Adagrad", make_kind<Optimizer, Adagrad>},
                                                             {"RMSprop", make_kind<Optimizer, RMSprop>},
                                                         });
  return registry;
}

}  // namespace

std::unique_ptr<Optimizer> make_optimizer(std::string_view name) {
  for (const auto& type : optimizer_types())
    if (lower_case(type) == lower_case(name)) return registry().make(type);
  return registry().make(name);
}

std::vector<std::string> optimizer_types() {
  return registry().names();
}

}  // namespace inkling
