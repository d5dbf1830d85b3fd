#include "layers/kernel_and_bias.h"

#include "layers/regularizer.h"

namespace inkling {

void KernelAndBias::describe(Fields& fields) {
  fields.json("kernel_initializer", kernel_initializer);
  fields.json("bias_initializer", bias_initializer);
  fields.json("kernel_regularizer", kernel_regularizer);
  fields.json("bias_regularizer", bias_regularizer);
  for (const char* unsupported : {"activity_regularizer", "kernel_constraint", "bias_constraint"})
    fields.fixed(unsupported, {});
}

std::vector<WeightSpec> KernelAndBias::specs(const Shape& kernel, int fan_in, int fan_out) const {
  std::vector<WeightSpec> specs{{.name = "kernel",
                                 .shape = kernel,
                                 .initializer = kernel_initializer,
                                 .fan_in = fan_in,
                                 .fan_out = fan_out,
                                 .l2 = read_l2("kernel_regularizer", kernel_regularizer)}};
  if (use_bias)
    specs.push_back({.name = "bias",
                     .shape = {kernel[kernel.rank() - 1]},
                     .initializer = bias_initializer,
                     .l2 = read_l2("bias_regularizer", bias_regularizer)});
  return specs;
}

}  // namespace inkling
