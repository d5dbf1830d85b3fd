#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/format.h"

namespace inkling {

/// Those that a model can be written in.
std::vector<const Format*> written_formats();

/// Throws an Error for a format that is not known, or not written.
const Format& written_format(std::string_view name);

/// The files of a network in a format, called `name` and the format's endings. `note` comes without tests,
/// and with them goes along; `optimizer` too, where it is not null and the format has a place for it.
ModelFiles export_model(Sequential& network, ModelNote note, const Format& format, std::string name,
                        const Checkpoint* optimizer = nullptr);

}  // namespace inkling
