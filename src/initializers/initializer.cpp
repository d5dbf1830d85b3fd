#include "initializers/initializer.h"

#include "base/keras.h"

namespace inkling {

std::unique_ptr<Initializer> read_initializer(const Json& description) {
  return read_object("initializer", description, make_initializer);
}

}  // namespace inkling
