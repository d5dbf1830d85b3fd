#include "io/export.h"

#include "base/error.h"

namespace inkling {

std::vector<const Format*> written_formats() {
  std::vector<const Format*> all;
  for (const Format& format : formats())
    if (format.write) all.push_back(&format);
  return all;
}

const Format& written_format(std::string_view name) {
  std::vector<std::string> names;
  for (const Format* format : written_formats()) {
    if (format->name == name) return *format;
    names.push_back(format->name);
  }
  fail("format", "must be one of {}, got {}", names, name);
}

ModelFiles export_model(Sequential& network, ModelNote note, const Format& format, std::string name,
                        const Checkpoint* optimizer) {
  note.add_tests(network);
  return format.write({network, note, std::move(name), optimizer});
}

}  // namespace inkling
