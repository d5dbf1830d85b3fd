#include "base/registry.h"

#include "optimizers/adam.h"
#include "optimizers/optimizer.h"
#include "optimizers/sgd.h"

namespace inkling {

namespace {

const Registry<Optimizer>& registry() {
  static const Registry<Optimizer> registry("optimizer", {
                                                             {"SGD", make_kind<Optimizer, SGD>},
                                                             {"Adam", make_kind<Optimizer, Adam>},
                                                         });
  return registry;
}

}  // namespace

std::unique_ptr<Optimizer> make_optimizer(std::string_view name) {
  for (const auto& type : optimizer_types())
    if (snake_case(type) == name) return registry().make(type);
  return registry().make(name);
}

std::vector<std::string> optimizer_types() {
  return registry().names();
}

}  // namespace inkling
