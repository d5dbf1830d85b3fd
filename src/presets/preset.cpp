#include "presets/preset.h"

#include <span>

#include "base/error.h"
#include "base/names.h"

namespace inkling {

struct PresetText {
  const char *name, *json;
};
/// The files of this folder, put into the program when it is built.
std::span<const PresetText> preset_texts();

namespace {

std::vector<Preset> read_presets() {
  std::vector<Preset> presets;
  for (const auto& [name, text] : preset_texts()) {
    const Json json = parse_json(name, text);
    presets.push_back({name, json.at("description"), json.value("source", ""), json.value("published", ""),
                       json.at("data"), json.at("model"), json.at("training")});
  }
  return presets;
}

}  // namespace

const std::vector<Preset>& presets() {
  static const auto presets = read_presets();
  return presets;
}

const Preset& find_preset(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& preset : presets()) {
    if (preset.name == name) return preset;
    names.push_back(preset.name);
  }
  fail("preset", unknown_name(name, names));
}

}  // namespace inkling
