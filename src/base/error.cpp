#include "base/error.h"

#include "base/text.h"

namespace inkling {

Error::Error(std::string_view where, const std::string& message)
    : std::runtime_error("[" + shortened(where) + "] " + on_one_line(message)) {}

void fail(std::string_view where, const std::string& message) {
  throw Error(where, message);
}

}  // namespace inkling
