#include "base/registry.h"

#include "losses/binary_crossentropy.h"
#include "losses/categorical_crossentropy.h"
#include "losses/loss.h"
#include "losses/mean_squared_error.h"
#include "losses/sparse_categorical_crossentropy.h"

namespace inkling {

namespace {

const Registry<Loss>& registry() {
  static const Registry<Loss> registry(
      "loss", {
                  {"CategoricalCrossentropy", make_kind<Loss, CategoricalCrossentropy>},
                  {"SparseCategoricalCrossentropy", make_kind<Loss, SparseCategoricalCrossentropy>},
                  {"BinaryCrossentropy", make_kind<Loss, BinaryCrossentropy>},
                  {"MeanSquaredError", make_kind<Loss, MeanSquaredError>},
              });
  return registry;
}

}  // namespace

std::unique_ptr<Loss> make_loss(std::string_view name) {
  if (name == "mse") name = "MeanSquaredError";
  if (name == "bce") name = "BinaryCrossentropy";
  for (const auto& type : loss_types())
    if (snake_case(type) == name) return registry().make(type);
  return registry().make(name);
}

std::vector<std::string> loss_types() {
  return registry().names();
}

}  // namespace inkling
