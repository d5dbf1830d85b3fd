#include "base/registry.h"

#include "initializers/constant.h"
#include "initializers/initializer.h"
#include "initializers/variance_scaling.h"

namespace inkling {

namespace {

using Mode = VarianceScaling::Mode;
using Distribution = VarianceScaling::Distribution;

template <Mode mode, Distribution distribution>
std::unique_ptr<Initializer> scaled() {
  return std::make_unique<VarianceScaling>(mode, distribution);
}

template <int value>
std::unique_ptr<Initializer> constant() {
  return std::make_unique<Constant>(Scalar(value));
}

const Registry<Initializer>& registry() {
  static const Registry<Initializer> registry(
      "initializer", {
                         {"glorot_uniform", scaled<Mode::kGlorot, Distribution::kUniform>},
                         {"glorot_normal", scaled<Mode::kGlorot, Distribution::kTruncatedNormal>},
                         {"he_uniform", scaled<Mode::kHe, Distribution::kUniform>},
                         {"he_normal", scaled<Mode::kHe, Distribution::kTruncatedNormal>},
                         {"zeros", constant<0>},
                         {"ones", constant<1>},
                     });
  return registry;
}

}  // namespace

std::unique_ptr<Initializer> make_initializer(std::string_view name) {
  return registry().make(name);
}

std::vector<std::string> initializer_names() {
  return registry().names();
}

}  // namespace inkling
