#include "callbacks/file_name.h"

#include "base/error.h"
#include "base/text.h"

namespace inkling {

void check_file_name(std::string_view callback, const char* key, const std::string& name,
                     const Trainer& trainer) {
  if (name.empty()) fail(callback, "{} is missing", key);
  if (name.front() == '.' || name.find_first_of("/\\") != name.npos || on_one_line(name) != name)
    fail(callback, "{} must be a plain name, without a folder, got '{}'", key, name);
  trainer.files(callback).check(callback, name);
}

}  // namespace inkling
