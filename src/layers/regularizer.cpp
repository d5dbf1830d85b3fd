#include "layers/regularizer.h"

#include "base/error.h"
#include "base/keras.h"
#include "base/names.h"

namespace inkling {

namespace {

struct L2 {
  double l2 = 0.01;

  void describe(Fields& fields) { fields.number("l2", l2, 0, 1e6); }
};

}  // namespace

double read_l2(std::string_view noun, const Json& description) {
  if (description.is_null()) return 0;
  const auto [name, config] = read_identifier(noun, description);
  if (name != "L2" && name != "l2") fail(noun, unknown_name(name, {"L2", "l2"}));
  L2 regularizer;
  read_fields("L2", regularizer, config);
  return regularizer.l2;
}

}  // namespace inkling
