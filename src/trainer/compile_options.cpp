#include "trainer/compile_options.h"

#include "base/error.h"

namespace inkling {

void CompileOptions::describe(Fields& fields) {
  Json list = metrics;
  fields.json("optimizer", optimizer);
  fields.json("loss", loss);
  fields.json("metrics", list);
  require(list.is_array(), "compile", "metrics must be a list");
  metrics.assign(list.begin(), list.end());
}

}  // namespace inkling
