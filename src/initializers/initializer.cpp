#include "initializers/initializer.h"

#include "base/keras.h"

namespace inkling {

std::unique_ptr<Initializer> read_initializer(const Json& description) {
  const auto [name, config] = read_identifier("initializer", description);
  auto initializer = make_initializer(name);
  read_fields(name, *initializer, config);
  return initializer;
}

}  // namespace inkling
