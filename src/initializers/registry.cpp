#include "base/registry.h"

#include "initializers/constant.h"
#include "initializers/initializer.h"
#include "initializers/ones.h"
#include "initializers/random_normal.h"
#include "initializers/random_uniform.h"
#include "initializers/sobel.h"
#include "initializers/variance_scaling.h"
#include "initializers/zeros.h"

namespace inkling {

namespace {

using Mode = VarianceScaling::Mode;
using Distribution = VarianceScaling::Distribution;

template <Mode mode, Distribution distribution>
std::unique_ptr<Initializer> scaled() {
  return std::make_unique<VarianceScaling>(mode, distribution);
}

const Registry<Initializer>& registry() {
  static const Registry<Initializer> registry(
      "initializer", {
                         {"GlorotUniform", scaled<Mode::kGlorot, Distribution::kUniform>},
                         {"GlorotNormal", scaled<Mode::kGlorot, Distribution::kTruncatedNormal>},
                         {"HeUniform", scaled<Mode::kHe, Distribution::kUniform>},
                         {"HeNormal", scaled<Mode::kHe, Distribution::kTruncatedNormal>},
                         {"RandomNormal", make_kind<Initializer, RandomNormal>},
                         {"RandomUniform", make_kind<Initializer, RandomUniform>},
                         {"Zeros", make_kind<Initializer, Zeros>},
                         {"Ones", make_kind<Initializer, Ones>},
                         {"Constant", make_kind<Initializer, Constant>},
                         {"Sobel", make_kind<Initializer, Sobel>},
                     });
  return registry;
}

}  // namespace

std::unique_ptr<Initializer> make_initializer(std::string_view name) {
  for (const auto& type : initializer_types())
    if (snake_case(type) == name) return registry().make(type);
  return registry().make(name);
}

std::vector<std::string> initializer_types() {
  return registry().names();
}

}  // namespace inkling
