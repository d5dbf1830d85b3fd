#include "trainer/compile_options.h"

#include "base/error.h"

namespace inkling {

void CompileOptions::describe(Fields& fields) {
  Json list = metrics;
  fields.json("optimizer", optimizer);
  fields.help("How each step changes the weights.");
  fields.json("loss", loss);
  fields.help("How wrong an answer is: what training makes small.");
  fields.json("metrics", list);
  fields.help("What is measured beside the loss.");
  require(list.is_array(), "compile", "metrics must be a list");
  metrics.assign(list.begin(), list.end());
}

}  // namespace inkling
