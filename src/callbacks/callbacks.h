#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "trainer/callback.h"

namespace inkling {

/// Keras's class name, such as "EarlyStopping".
std::unique_ptr<Callback> make_callback(std::string_view type);
std::vector<std::string> callback_types();

/// {"class_name": ..., "config": {...}}.
std::unique_ptr<Callback> read_callback(const Json& description);

}  // namespace inkling
