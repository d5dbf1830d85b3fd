#include "base/registry.h"

#include "activations/activation.h"
#include "activations/elu.h"
#include "activations/gelu.h"
#include "activations/leaky_relu.h"
#include "activations/linear.h"
#include "activations/relu.h"
#include "activations/sigmoid.h"
#include "activations/softmax.h"
#include "activations/tanh.h"

namespace inkling {

namespace {

const Registry<Activation>& registry() {
  static const Registry<Activation> registry("activation",
                                             {
                                                 {"linear", make_kind<Activation, Linear>},
                                                 {"relu", make_kind<Activation, Relu>},
                                                 {"leaky_relu", make_kind<Activation, LeakyRelu>},
                                                 {"elu", make_kind<Activation, Elu>},
                                                 {"gelu", make_kind<Activation, Gelu>},
                                                 {"sigmoid", make_kind<Activation, Sigmoid>},
                                                 {"tanh", make_kind<Activation, Tanh>},
                                                 {"softmax", make_kind<Activation, Softmax>},
                                             });
  return registry;
}

}  // namespace

std::unique_ptr<Activation> make_activation(std::string_view name) {
  return registry().make(name);
}

std::vector<std::string> activation_names() {
  return registry().names();
}

}  // namespace inkling
